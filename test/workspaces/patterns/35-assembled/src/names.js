'use strict'

exports.NAMES = Object.freeze({ CREATED: 'user.created', SEEN: 'user.seen' })
