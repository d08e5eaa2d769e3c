import { events } from '@ampt/sdk'

type Handler = (body: { id: string }) => Promise<void>

export function onOrderPaid(handler: Handler, timeout: number) {
  events.on('order.paid', { timeout }, async ({ body }) => { // on order.paid timeout 20000 runs ship
    await handler(body)
  })
}

export const orderPaid = (body: unknown, delay: string) => events.publish('order.paid', { after: delay }, body) // publish order.paid after 3600000 in handler of cart.sold

export class Stock {
  onLow(handler: Handler) {
    events.on('stock.low', handler) // on stock.low runs none
  }
}
