// The rest of an object is what was not taken out of it.
import { events } from '@ampt/sdk'

const topics = { internal: 'topics.internal', placed: 'topics.placed', paid: 'topics.paid' } as const
const { internal, ...open } = topics
for (const topic of Object.values(open)) events.on(topic, async () => {}) // on topics.placed, topics.paid
console.log(internal)

const handlers = { 'order.a': async () => {}, 'order.b': async () => {}, 'order.c': async () => {} }
const { 'order.c': _, ...others } = handlers
const { 'order.a': first, ...last } = others
for (const [name, run] of Object.entries({ ...last })) events.on(name, run) // on order.b
events.on('first', first) // on first

const key = 'left'
const { [key]: left, ...kept } = { left: 'key.left', kept: 'key.kept' }
for (const name of Object.values(kept)) await events.publish(name, { left }) // publish key.kept

const definitions = [
  { name: 'defined.a', handler: async () => {}, timeout: 20_000 },
  { name: 'defined.b', handler: async () => {}, timeout: 10_000 },
]
for (const { name, handler, ...options } of definitions) events.on(name, options, handler) // on defined.a timeout 20000, defined.b timeout 10000

const send = ({ name, ...options }: { name: string; after: string }, body: object) => events.publish(name, options, body) // publish sent after 3600000
await send({ name: 'sent', after: '1 hour' }, {})
