'use strict'

const { NAMES } = require('./names')

function welcome() {}

module.exports = {
  [NAMES.CREATED]: welcome,
}
module.exports['user.tip'] = function tip() {}
