// Builders of events that one function makes: each carries its own name, as those of Redux do.
import { events } from '@ampt/sdk'

function define(type) {
  const build = (body) => ({ type, body })
  build.type = type
  return build
}

const placed = define('order.placed')
const paid = define('order.paid')

const emit = ({ type, body }) => events.publish(type, body) // publish order.paid in handler of order.placed

events.on(placed.type, async ({ body }) => { // on order.placed
  await emit(paid(body))
})
events.on(paid.type, async () => { // on order.paid
  await events.publish('order.sent', {}) // publish order.sent in handler of order.paid
})
