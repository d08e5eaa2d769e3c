import { events } from '@ampt/sdk'

export default defineEventHandler(async (event) => {
  await events.publish('nuxt.ordered', await readBody(event)) // publish nuxt.ordered in POST /api/orders/[id]
})
