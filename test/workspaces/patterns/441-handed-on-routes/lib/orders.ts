import { events } from '@ampt/sdk'

export async function create() {
  await events.publish('order.created', {}) // publish order.created in POST /orders
}
export const list = async () => {
  await events.publish('order.listed', {}) // publish order.listed in GET /orders
}
export async function purge() {
  await events.publish('order.purged', {}) // publish order.purged in none
}
