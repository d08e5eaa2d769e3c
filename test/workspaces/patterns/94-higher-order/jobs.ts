// Tables whose functions are wrapped one by one, with options beside them, and by calls that fill them.
import { events } from '@ampt/sdk'
import { withAudit, withTransaction, once, onAll } from './audit'

const jobs = [
  { name: 'j.one', timeout: 7000, run: async (b: any) => { await events.publish('j.one.done', b) } }, // publish j.one.done in handler of j.one
  { name: 'j.two', timeout: 8000, run: async (b: any) => { await events.publish('j.two.done', b) } }, // publish j.two.done in handler of j.two
]
for (const { name, timeout, run } of jobs.map((job) => ({ ...job, run: withAudit(job.run) }))) {
  events.on(name, { timeout }, (e: any) => run(e.body)) // on j.one timeout 7000, j.two timeout 8000
}
const reg = new Map<string, any>()
reg.set('m.one', withTransaction(async (tx: any, e: any) => { await events.publish('m.one.done', e) })) // publish m.one.done in handler of m.one
reg.set('m.two', withTransaction(async (tx: any, e: any) => { await events.publish('m.two.done', e) })) // publish m.two.done in handler of m.two
for (const [name, handler] of reg) events.on(name, handler) // on m.one, m.two

const handlers: Record<string, any> = {
  'x.one': once(async () => { await events.publish('x.one.done', {}) }), // publish x.one.done in handler of x.one
  'x.two': once(async () => { await events.publish('x.two.done', {}) }), // publish x.two.done in handler of x.two
}
Object.keys(handlers).forEach((key) => events.on(key, handlers[key])) // on x.one, x.two
onAll({
  'all.one': async () => { await events.publish('all.one.done', {}) }, // publish all.one.done in handler of all.one
  'all.two': async () => { await events.publish('all.two.done', {}) }, // publish all.two.done in handler of all.two
})
const chain = [withAudit, once, withTransaction].reduce((f: any, g: any) => (x: any) => g(f(x)))
events.on('ch', chain(async () => { // on ch
  await events.publish('ch.done', {}) // publish ch.done in handler of ch
}))
const ms = { 'mm.one': async () => { await events.publish('mm.one.done', {}) }, 'mm.two': async () => { await events.publish('mm.two.done', {}) } } // publish mm.one.done in handler of mm.one, mm.two.done in handler of mm.two
const wrapped = mapValues(ms, withAudit)
for (const [n, f] of Object.entries(wrapped)) events.on(n, f) // on mm.one, mm.two
function mapValues(object: any, run: any) {
  const out: any = {}
  for (const key of Object.keys(object)) out[key] = run(object[key])
  return out
}
function mapByEntries(object: any, run: any) {
  return Object.fromEntries(Object.entries(object).map(([k, v]) => [k, run(v)]))
}
const ms2 = { 'me.one': async () => { await events.publish('me.one.done', {}) }, 'me.two': async () => { await events.publish('me.two.done', {}) } } // publish me.one.done in handler of me.one, me.two.done in handler of me.two
for (const [n, f] of Object.entries(mapByEntries(ms2, withAudit)) as any) events.on(n, f) // on me.one, me.two
