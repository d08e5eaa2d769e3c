import { events } from '@ampt/sdk'

export async function action() {
  await events.publish('shop.refunded', {}) // publish shop.refunded in POST /shop/orders/:id/refund
}
