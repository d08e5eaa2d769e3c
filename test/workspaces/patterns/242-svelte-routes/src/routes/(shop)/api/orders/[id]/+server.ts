// The functions that SvelteKit makes routes of, by the verbs under which a file exports them.
import { events } from '@ampt/sdk'

export const POST = async () => {
  await events.publish('order.paid', {}) // publish order.paid in POST /api/orders/[id]
}
export function load() {
  return events.publish('loaded', {}) // publish loaded in none
}
