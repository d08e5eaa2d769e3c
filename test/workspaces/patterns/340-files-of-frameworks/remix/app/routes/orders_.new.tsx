import { events } from '@ampt/sdk'

export async function action() {
  await events.publish('order.opened', {}) // publish order.opened in POST /orders/new
}
