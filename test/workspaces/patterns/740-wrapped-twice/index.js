// What wrappers within wrappers make of a handler runs that handler alone, whoever else is wrapped alike.
import { events } from '@ampt/sdk'
import subscribers from './subscribers.js'

const timed =
  (name, handler) =>
  async (...args) => {
    const start = Date.now()
    await handler(...args)
    console.log(name, Date.now() - start)
  }
const withRetry =
  ({ max = 3 } = {}) =>
  (handler) =>
  async (event) => {
    try {
      await handler(event.body)
    } catch (error) {
      if (event.body.attempt < max) await events.publish(event.name, { after: 5000 }, event.body) // publish order.placed after 5000 in handler of order.placed, order.paid after 5000 in handler of order.paid
    }
  }

const standard = withRetry()
for (const [name, handler] of Object.entries(subscribers)) {
  events.on(name, standard(timed(name, handler))) // on order.placed, order.paid
}
