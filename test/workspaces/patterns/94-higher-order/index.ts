// Handlers that functions of higher order make: in loops, tables, chains of middleware, and from other files.
import { events } from '@ampt/sdk'
import { compose, flow, logged, pipe, withRetry } from './wrap'

const handlers = {
  'h.a': async () => {
    await events.publish('a.done', {}) // publish a.done in handler of h.a
  },
  'h.b': async () => {
    await events.publish('b.done', {}) // publish b.done in handler of h.b
  },
}
for (const [name, run] of Object.entries(handlers)) events.on(name, logged(run)) // on h.a, h.b

const middlewares = [logged, withRetry(3)]
const stacked = {
  'st.a': () => events.publish('sa.done', {}), // publish sa.done in handler of st.a
  'st.b': () => events.publish('sb.done', {}), // publish sb.done in handler of st.b
}
for (const [name, run] of Object.entries(stacked)) events.on(name, middlewares.reduce((next: any, wrap: any) => wrap(next), run)) // on st.a, st.b

const composed = {
  'co.a': () => events.publish('ca.done', {}), // publish ca.done in handler of co.a
  'co.b': () => events.publish('cb.done', {}), // publish cb.done in handler of co.b
}
const wrapAll = compose(logged, withRetry(2))
Object.entries(composed).forEach(([name, run]) => events.on(name, wrapAll(run))) // on co.a, co.b

events.on('retry.one', withRetry(3)(async () => { // on retry.one
  await events.publish('retry.done', {}) // publish retry.done in handler of retry.one
}))
const load = async (event: any) => {
  await events.publish('loaded', {}) // publish loaded
  return event
}
const save = async (event: any) => {
  await events.publish('saved', event) // publish saved
}
events.on('piped', pipe(load, save)) // on piped
events.on('flowed', flow(load, save)) // on flowed

const wrapped = Object.fromEntries(Object.entries({
  'fe.a': () => events.publish('fea.done', {}), // publish fea.done in handler of fe.a
  'fe.b': () => events.publish('feb.done', {}), // publish feb.done in handler of fe.b
}).map(([name, run]) => [name, logged(run)]))
for (const name in wrapped) events.on(name, wrapped[name]!) // on fe.a, fe.b

interface Dep { send: typeof events.publish }
const makeOne = (dep: Dep) => async () => {
  await dep.send('one.made', {}) // publish one.made in handler of t.one
}
const makeTwo = ({ send }: Dep) => async () => {
  await send('two.made', {}) // publish two.made in handler of t.two
}
const triples = [
  ['t.one', { timeout: 10000 }, makeOne],
  ['t.two', { timeout: 20000 }, makeTwo],
] as const
const dep: Dep = { send: events.publish }
for (const [name, options, make] of triples) events.on(name, options, make(dep)) // on t.one timeout 10000, t.two timeout 20000
