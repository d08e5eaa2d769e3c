import { events } from '@ampt/sdk'

export async function action() {
  await events.publish('shop.ordered', {}) // publish shop.ordered in POST /shop/orders/:id
}
