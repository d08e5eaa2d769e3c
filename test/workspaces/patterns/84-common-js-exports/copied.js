const { LEFT } = require('./left')

exports.SENT = 'user.sent'
Object.assign(exports, { LEFT, BACK: 'user.back' })
