'use strict'

const { NAMES } = require('./names')

exports[NAMES.SEEN] = async function seen() {}
exports['post.made'] = onMade

function onMade() {}
