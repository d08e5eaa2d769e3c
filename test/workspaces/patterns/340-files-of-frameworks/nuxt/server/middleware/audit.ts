import { events } from '@ampt/sdk'

export default defineEventHandler({
  handler: async () => {
    await events.publish('audited', {}) // publish audited in ALL /*
  },
})
