// One handler of several events whose publishes are named after its own: each name comes from its own event alone.
import { events } from '@ampt/sdk'
import { bus } from './bus'
import { logged } from './logged'

async function relay(e: { name: string; body: unknown }) {
  await events.publish(`${e.name}.done`, e.body) // publish a.done in handler of a, b.done in handler of b, c.done
}
for (const name of ['a', 'b']) events.on(name, relay) // on a runs relay, b runs relay
await relay({ name: 'c', body: {} })

const noted = (e: any) => events.publish(`${e.name}.noted`, e.body) // publish x.noted in handler of x, y.noted in handler of y
events.on('x', noted) // on x runs noted
events.on('custom:y', { timeout: 9000 }, noted) // on y runs noted

const table = { 'order.made': 1, 'order.paid': 2 }
Object.keys(table).forEach((name) => events.on(name, again)) // on order.made runs again, order.paid runs again
function again({ name }: any) {
  return events.publish('again.' + name, {}) // publish again.order.made in handler of order.made, again.order.paid in handler of order.paid
}

function wrapped(e: any) {
  return events.publish(`${e.name}.wrapped`, {}) // publish w1.wrapped in handler of w1, w2.wrapped in handler of w2
}
for (const name of ['w1', 'w2']) events.on(name, logged(wrapped)) // on w1 runs wrapped, w2 runs wrapped

class Audit {
  static async run(e: any) {
    await events.publish(`audit.${e.name}`, {}) // publish audit.s1 in handler of s1, audit.s2 in handler of s2
  }
}
for (const name of ['s1', 's2'] as const) events.on(name, Audit.run) // on s1 runs run, s2 runs run

async function deep(e: any) {
  await send(e.name)
}
async function send(name: string) {
  await events.publish(`${name}.sent`, {}) // publish d1.sent in handler of d1, d2.sent in handler of d2
}
for (const name of ['d1', 'd2']) events.on(name, deep) // on d1 runs deep, d2 runs deep

// By a function that registers for others, under a name that is chosen, and under one that nothing tells.
const traced = (e: any) => events.publish(`${e.name}.traced`, {}) // publish r1.traced in handler of r1, r2.traced in handler of r2
bus.listen('r1', traced)
bus.listen('r2', traced)
const chosen = (e: any) => events.publish(`${e.name}.chosen`, {}) // publish c1.chosen in handler of c1, c2.chosen in handler of c2, *.chosen
events.on(process.env['FIRST'] ? 'c1' : 'c2', chosen) // on c1 runs chosen, c2 runs chosen
events.on(process.env['NAME']!, chosen) // on ?
