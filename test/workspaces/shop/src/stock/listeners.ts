import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
import { OrderEvent } from '@shop/eventNames'
import type { Order } from '@shop/orders/order'

export function initStockListeners() {
  events.on<Order>(OrderEvent.Placed, async ({ body }) => {
    for (const { sku, quantity } of body.lines) await takeFromShelf(sku, quantity)
  })
}

/** Not idempotent: a duplicate of the event takes the goods twice, and two at once can lose one of the writes. */
async function takeFromShelf(sku: string, quantity: number) {
  const shelf = (await data.get<{ left: number }>(`stock:${sku}`)) ?? { left: 100 }
  await data.set(`stock:${sku}`, { left: shelf.left - quantity })
}
