const { events } = require('@ampt/sdk')

exports.names = ['mail.asked']
exports.handle = async () => {
  await events.publish('mail.sent', {}) // publish mail.sent in handler of mail.asked
}
