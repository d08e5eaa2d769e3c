import { events } from '@ampt/sdk'

export async function POST() {
  await events.publish('order.refunded', {}) // publish order.refunded in POST /api/orders/[id]
}

export function help() {
  return events.publish('order.helped', {}) // publish order.helped in none
}
