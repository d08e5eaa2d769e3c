import { events } from '@ampt/sdk'

export const store = {
  async add(order: object) {
    await events.publish('order.placed', order) // publish order.placed in server action placeOrder
  },
}
