// Names that `reduce` and `Array.from` walk through, and wrappers that are put around a function one by one.
import { events } from '@ampt/sdk'

type Handler = (event: { body: unknown }) => Promise<unknown>
const steps = ['packed', 'sent']
events.on('ordered', () => // on ordered
  steps.reduce(async (before, name) => {
    await before
    await events.publish(name, {}) // publish packed in handler of ordered, sent in handler of ordered
  }, Promise.resolve()),
)
Array.from(steps, (name) => events.on(name, async () => {})) // on packed, sent

const withLog = (handler: Handler): Handler => async (event) => {
  console.log(event)
  return handler(event)
}
const withAudit = (handler: Handler): Handler => async (event) => {
  await handler(event)
  await events.publish('audited', {}) // publish audited in handler of billed
}
const flow = (...wrappers: ((handler: Handler) => Handler)[]) => (handler: Handler) => wrappers.reduceRight((inner, wrap) => wrap(inner), handler)
const handle = flow(withLog, withAudit)(async () => events.publish('paid', {})) // publish paid in handler of billed
events.on('billed', handle) // on billed
