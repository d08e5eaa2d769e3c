const mail = require('../mail')

exports.sweep = () => mail.send({ kind: 'swept' })
