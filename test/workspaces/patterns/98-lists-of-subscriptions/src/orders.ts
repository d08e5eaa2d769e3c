import { events } from '@ampt/sdk'
import type { Subscription } from './types'
const TOPICS = { placed: 'order.placed', shipped: 'order.shipped', ...(process.env.BETA ? { beta: 'order.beta' } : {}) } as const
export const subscriptions: Subscription[] = [
  {
    topic: TOPICS.placed,
    options: { timeout: 20_000 },
    async handle(event) {
      await events.publish(TOPICS.shipped, { after: 2 * 60 * 1000 }, { id: event.body.id }) // publish order.shipped after 120000 in handler of order.placed
    },
  },
  { topic: TOPICS.shipped, handle: shipped },
  ...Object.values(TOPICS).filter((t) => t.endsWith('beta')).map((topic) => ({ topic, handle: shipped })),
]
async function shipped(event: any) {
  await notify('shipped', event.body)
  await notify(event.name.split('.')[1]!, event.body)
}
const notify = (kind: string, body: unknown) => events.publish(`notify.${kind}`, body as object) // publish notify.shipped, notify.beta in handler of order.beta
