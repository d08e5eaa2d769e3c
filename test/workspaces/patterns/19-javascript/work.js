const { events } = require('@ampt/sdk')
exports.run = async function run() {
  await events.publish('js.worked', {}) // publish js.worked in handler of js.started
}
