const { events } = require('@ampt/sdk')
exports.emit = (name, body) => events.publish(name, body) // publish order.placed in POST /orders
exports.listen = (name, handler) => events.on(name, async ({ body }) => handler(body)) // on order.placed
