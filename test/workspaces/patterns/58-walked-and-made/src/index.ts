import { events } from '@ampt/sdk'

// Walks in walks: each name stays with what it is under.
const tree = { order: { placed: 1, paid: 2 }, user: { joined: 3 } } as const
for (const [part, names] of Object.entries(tree)) {
  for (const [name] of Object.entries(names)) await events.publish(`${part}.${name}`, {}) // publish order.placed, order.paid, user.joined
}
Object.entries(tree).forEach(([part, names]) => {
  Object.keys(names).forEach((name) => events.on(`${part}.${name}`, async () => {})) // on order.placed, order.paid, user.joined
})
const all = Object.entries(tree).flatMap(([part, names]) => Object.keys(names).map((name) => `all.${part}.${name}`))
for (const name of all) await events.publish(name, {}) // publish all.order.placed, all.order.paid, all.user.joined

// Texts that are cut and changed.
const text = 'shop.order-placed'
await events.publish(text.split('.')[0]!, {}) // publish shop
await events.publish(text.split('.').pop()!, {}) // publish order-placed
await events.publish(text.replace('-', '_'), {}) // publish shop.order_placed
await events.publish(text.replace(/[.-]/g, '/'), {}) // publish shop/order/placed
await events.publish(text.replace(/(a+)+$/, ''), {}) // publish ?
await events.publish(text.slice(5), {}) // publish order-placed
await events.publish('v'.padEnd(3, '0'), {}) // publish v00
await events.publish(String.raw`raw.\n`, {}) // publish raw.\n
await events.publish(`size.${text.length}`, {}) // publish size.17
await events.publish(['first', 'middle', 'last'].at(-1)!, {}) // publish last
const [, ...others] = ['one', 'two', 'three']
for (const name of others) await events.publish(name, {}) // publish two, three

// Lists that are made by functions.
function* generated() {
  yield 'made.first'
  yield* ['made.second']
}
for (const name of generated()) await events.publish(name, {}) // publish made.first, made.second
for (const name of Array.from({ length: 2 }, (_, index) => `shard.${index}`)) await events.publish(name, {}) // publish shard.0, shard.1
for (const name of ['joined.a'].concat(['joined.b'], 'joined.c')) await events.publish(name, {}) // publish joined.a, joined.b, joined.c
for (const [index, name] of ['a', 'b'].entries()) await events.publish(`at.${name}.${index}`, {}) // publish at.a.0, at.b.1
const pairs = new Map([
  ['key.a', 'value.a'],
  ['key.b', 'value.b'],
])
for (const [key, value] of pairs.entries()) await events.publish(`${key}=${value}`, {}) // publish key.a=value.a, key.b=value.b
for (const key of pairs.keys()) await events.publish(key, {}) // publish key.a, key.b
for (const value of pairs.values()) await events.publish(value, {}) // publish value.a, value.b

// Keys that types allow, and texts that types change.
export const lower = (name: Lowercase<'AB' | 'CD'>) => events.publish(name, {}) // publish ab, cd
export const capital = (name: `is${Capitalize<'new' | 'old'>}`) => events.publish(name, {}) // publish isNew, isOld
export function keys(record: Record<'record.a' | 'record.b', number>, map: Map<'map.a' | 'map.b', number>) {
  for (const key of Object.keys(record)) void events.publish(key, {}) // publish record.a, record.b
  for (const [key] of map) void events.publish(key, {}) // publish map.a, map.b
}

// Options that are put together.
const options = Object.assign({}, { timeout: 7000 })
events.on('with.options', options, async () => {}) // on with.options timeout 7000
await events.publish('with.delay', Object.assign({ after: '1 hour' }, { after: '5 minutes' }), {}) // publish with.delay after 300000
