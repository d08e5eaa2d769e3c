const { events } = require('@ampt/sdk')

async function send(body) {
  await events.publish('mail.sent', body) // publish mail.sent in task sweep, handler of order.asked
}
module.exports = { send }
