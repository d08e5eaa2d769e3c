import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
import { OrderEvent } from '@shop/eventNames'
import type { Order } from '@shop/orders/order'

export function initStockListeners() {
  events.on<Order>(OrderEvent.Placed, async ({ body }) => {
    for (const { sku, quantity } of body.lines) await takeFromShelf(sku, quantity)
  })
}

/** Atomic, so no write is lost; yet not idempotent: a duplicate of the event takes the goods twice. */
async function takeFromShelf(sku: string, quantity: number) {
  await data.add(`stock:${sku}`, 'taken', quantity)
}
