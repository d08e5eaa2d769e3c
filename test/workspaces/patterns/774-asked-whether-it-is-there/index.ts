// Where a name was asked whether it is there, it is: a delay that comes from a table is none of those that are missing.
import { events } from '@ampt/sdk'

const ROUNDS = [
  { template: 'arrived', next: '1 day' },
  { template: 'reminder', next: '1 day' },
  { template: 'last-call', next: null },
]

async function send(name: string, body: object, options?: { in?: string; at?: Date }) {
  const after = options?.at ?? options?.in
  if (after) await events.publish(name, { after }, body) // publish recipient.notify after 86400000 in handler of recipient.notify, parcel.kept after 7200000 in handler of parcel.due
  else await events.publish(name, body) // publish parcel.returned in handler of parcel.due
}

events.on('recipient.notify', async ({ body }) => { // on recipient.notify
  const following = ROUNDS[body.round + 1]
  const delay = ROUNDS[body.round]?.next
  if (following && delay) await send('recipient.notify', { template: following.template }, { in: delay })
})

const KEEP: Record<string, string | undefined> = { S: '2 hours', M: undefined }
events.on('parcel.due', async ({ body }) => { // on parcel.due
  const wait = KEEP[body.size as 'S' | 'M']
  if (wait === undefined) return send('parcel.returned', {})
  await send('parcel.kept', {}, { in: wait })
})

const NEXT: Record<string, string | null> = { placed: 'paid', paid: null }
events.on('order.moved', async ({ body }) => { // on order.moved
  const next = NEXT[body.state as 'placed' | 'paid']
  if (next == null) throw new Error('no')
  await Promise.all([1, 2].map(() => events.publish(next === 'paid' ? 'order.paid' : 'order.lost', {}))) // publish order.paid
})
