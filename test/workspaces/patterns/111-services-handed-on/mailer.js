const { events } = require('@ampt/sdk')

exports.createMailer = () => ({
  async send(to) {
    await events.publish('mail.sent', { to }) // publish mail.sent in POST /orders
  },
})
