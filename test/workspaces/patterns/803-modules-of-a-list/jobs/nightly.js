const { events } = require('@ampt/sdk')

exports.cron = '0 3 * * ? *'
exports.run = async () => {
  await events.publish('mail.asked', { to: 'ops' }) // publish mail.asked in schedule nightly
}
