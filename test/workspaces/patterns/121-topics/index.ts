// Topics that a function makes. A foreign `on` or `publish` in the file is none of theirs, and of one that may be, nothing is told of another.
import { container } from 'somewhere'
import Redis from 'ioredis'
import { events } from '@ampt/sdk'

type Run = (body: unknown) => Promise<void>

function define(name: string) {
  return {
    publish: (body: unknown) => events.publish(name, body), // publish stock.low in handler of order.created
    on(run: Run) {
      events.on(name, async ({ body }) => run(body)) // on order.created
    },
  }
}
const created = define('order.created')
const stockLow = define('stock.low')
created.on(async () => {
  await stockLow.publish({ sku: 'a' })
})
process.on('SIGTERM', () => {})
const redis = new Redis()
redis.on('error', console.error)
void redis.publish('channel', 'text')

function defineByNames(name: string) {
  const send = (body: unknown) => events.publish(name, body) // publish mail.bounced in handler of mail.sent
  const receive = (run: Run) => {
    events.on(name, async ({ body }) => run(body)) // on mail.sent
  }
  return { send, receive }
}
const mailSent = defineByNames('mail.sent')
const mailBounced = defineByNames('mail.bounced')
mailSent.receive(async () => {
  await mailBounced.send({})
})

function defineForOthers(name: string) {
  return {
    emit: (body: unknown) => events.publish(name, body), // publish page.left in handler of page.seen
    listen(run: Run) {
      events.on(name, async ({ body }) => run(body)) // on page.seen, page.left
    },
  }
}
const seen = defineForOthers('page.seen')
const left = defineForOthers('page.left')
seen.listen(async () => {
  await left.emit({})
})
// May be any of them, and its function is told of none.
container.get('topic').listen(async () => {})
