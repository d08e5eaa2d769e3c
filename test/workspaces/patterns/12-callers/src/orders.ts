import { events } from '@ampt/sdk'
export class Orders {
  place(body: unknown) {
    return events.publish('order.placed', body) // publish order.placed in POST /orders
  }
}
