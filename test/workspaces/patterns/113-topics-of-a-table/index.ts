import { events } from '@ampt/sdk'

const schemas = { 'order.placed': 1, 'order.paid': 2 }
const topics = Object.fromEntries(
  Object.keys(schemas).map((name) => [
    name,
    {
      publish: (body: unknown) => events.publish(name, body), // publish order.placed in none, order.paid in handler of order.placed
      subscribe(handler: (body: unknown) => Promise<void>) {
        events.on(name, ({ body }) => handler(body)) // on order.placed runs none, order.paid runs none
      },
    },
  ]),
)

topics['order.placed']!.subscribe(async (body) => { await topics['order.paid']!.publish(body) })
topics['order.paid']!.subscribe(async () => {})
