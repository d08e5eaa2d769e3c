import { events } from '@ampt/sdk'

export const load = async () => {
  await events.publish('cart.seen', {}) // publish cart.seen in GET /cart
}
async function empty() {
  await events.publish('cart.emptied', {}) // publish cart.emptied in POST /cart?/empty
}
export const actions = {
  default: async () => {
    await events.publish('cart.saved', {}) // publish cart.saved in POST /cart
  },
  async add() {
    await events.publish('cart.filled', {}) // publish cart.filled in POST /cart?/add
  },
  empty,
} satisfies Actions
