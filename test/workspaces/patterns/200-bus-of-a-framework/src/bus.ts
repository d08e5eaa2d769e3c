import { events } from '@ampt/sdk'

export class Bus {
  publish(name: string, body: unknown) {
    return events.publish(name, body) // publish cart.filled in POST /cart, cart.emptied in DELETE /cart, order.placed in POST /orders, order.paid in POST /pay, order.sent in task send, order.kept, user.named, mail.wanted
  }
  on(name: string, run: (body: unknown) => Promise<void>) {
    events.on(name, ({ body }) => run(body)) // on mail.wanted, order.placed
  }
}

export const bus = new Bus()
bus.on('order.placed', async () => {})
