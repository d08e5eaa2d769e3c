// An event that is kept and read again is any of those that its type is mapped from, as of a union that is written out.
import { events } from '@ampt/sdk'
import { data } from '@ampt/data'

interface Orders {
  'order.placed': { id: string }
  'order.paid': { id: string }
}
type Kept = { [K in keyof Orders]: { readonly type: K; readonly body: Orders[K] } }[keyof Orders]
data.on('created:outbox:*', async ({ item }) => {
  const { type, body } = item.value as Kept
  await events.publish(type, body) // publish order.placed in data listener created:outbox:*, order.paid in data listener created:outbox:*
})

type Name = 'mail.queued' | 'mail.bounced'
type Mails = { [N in Name]: { name: N } }
data.on('created:mails:*', async ({ item }) => {
  const mail = item.value as Mails[Name]
  await events.publish(mail.name, {}) // publish mail.queued in data listener created:mails:*, mail.bounced in data listener created:mails:*
})
// Of one key it is not told here.
data.on('created:queued:*', async ({ item }) => {
  const mail = item.value as Mails['mail.queued']
  await events.publish(mail.name, {}) // publish ?
})
