const express = require('express')
const { events } = require('@ampt/sdk')
const { applyAll, each, registerAll } = require('./load')
const app = express()
const deps = {
  listen: (name, run) => events.on(name, (e) => run(e.body)), // on user.joined, order.placed
  mail: { send: (template) => events.publish('mail.sent', { template }) }, // publish mail.sent in handler of order.placed
}
each([require('./users')], deps)
registerAll([require('./orders')], app, deps)
applyAll([require('./audit')], { events })
