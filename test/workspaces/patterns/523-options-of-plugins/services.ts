import { events } from '@ampt/sdk'

export class OrderService {
  async place() {
    await events.publish('order.placed', {}) // publish order.placed in POST /orders
  }
  async cancel() {
    await events.publish('order.cancelled', {}) // publish order.cancelled in DELETE /orders/:id
  }
}
export const createStock = () => ({
  take: async () => {
    await events.publish('stock.taken', {}) // publish stock.taken in POST /stock
  },
})
export interface Services {
  stock: ReturnType<typeof createStock>
}
