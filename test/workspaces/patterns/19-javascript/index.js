'use strict'
const sdk = require('@ampt/sdk')
require('./handlers')(sdk.events)
require('./registry').install({ ...sdk })
module.exports.start = async function start() {
  await sdk.events.publish('js.started', { at: Date.now() }) // publish js.started
}
exports.later = () => sdk.events.publish('js.later', { after: 60 * 1000 }, {}) // publish js.later after 60000
