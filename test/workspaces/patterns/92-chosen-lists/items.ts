// An item of a walk may itself be chosen: which it is, is not told beside what is looked up by it.
import { events } from '@ampt/sdk'

const isNew = process.env['NEW'] !== undefined
const table: Record<string, () => unknown> = {
  async a() {
    await events.publish('a.done', {}) // publish a.done in handler of a
  },
  async b() {
    await events.publish('b.done', {}) // publish b.done
  },
  async c() {
    await events.publish('c.done', {}) // publish c.done
  },
}
for (const name of ['a', isNew ? 'b' : 'c']) events.on(name, table[name]!) // on a runs a, b runs none, c runs none
const delays: Record<string, number> = { a: 1000, b: 2000, c: 3000 }
for (const name of ['a', isNew ? 'b' : 'c']) events.publish(name, { after: delays[name]! }, {}) // publish a after 1000, b after ?, c after ?
const pairs = [
  ['p', isNew ? 'p.one' : 'p.two'],
  ['q', isNew ? 'q.one' : 'q.two'],
] as const
for (const [name, next] of pairs) {
  events.on(name, async () => { // on p, q
    await events.publish(`${next}.${next}`, {}) // publish p.one.p.one in handler of p, p.two.p.two in handler of p, q.one.q.one in handler of q, q.two.q.two in handler of q
  })
}
