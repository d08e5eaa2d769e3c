import { events } from '@ampt/sdk'

// A bus that is had from the context of a request, by functions for which no type is written.
export class Bus {
  publish(name: string, body: unknown) {
    return events.publish(name, body) // publish cart.filled in POST /cart, cart.seen in GET /cart, order.placed in POST /api/orders, order.listed in GET /api/orders
  }
  on(name: string, run: (body: unknown) => Promise<void>) {
    events.on(name, ({ body }) => run(body)) // on order.placed
  }
}
export const bus = new Bus()
