import { events } from '@ampt/sdk'
import type { Subscription } from './types'
const template = (name: string): Subscription => ({
  topic: `notify.${name}`,
  handle: async ({ body }) => {
    await events.publish('mail.send', { template: name, body }) // publish mail.send
  },
})
export const subscriptions = ['shipped', 'returned'].map(template)
export const all: Subscription[] = []
all.push(...subscriptions, { topic: 'mail.send', handle: async () => {} })
