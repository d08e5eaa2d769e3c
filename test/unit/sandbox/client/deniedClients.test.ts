import assert from 'node:assert/strict'
import type { Step } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runApp } from '../../../support/runApp'

const MINUTE = 60_000

/** A client that connects by itself once it is used, and again a minute after that failed: who uses it waits until it is connected. */
const client = `let connected
const connect = (done) => fetch('https://cache.test/').then(done, () => setTimeout(connect, 60_000, done))
const client = () => (connected ??= new Promise(connect))`

const publish = (name: string, atMs = 0): Step => ({ kind: 'publish', atMs, name, body: {} })
const get: Step = { kind: 'request', atMs: 0, method: 'GET', path: '/' }

/** Runs an app that has `client`, `first` and `second` handle their events, and `route` answer a request. */
function runClients(parts: Partial<Record<'first' | 'second' | 'route' | 'before', string>>, ...steps: Step[]): Promise<Trace> {
  const { first = '', second = '', route = '', before = '' } = parts
  const text = `import { events } from '@ampt/sdk'
import { api } from '@ampt/api'
${client}
${before}
events.on('first', async () => { ${first} })
events.on('second', async () => { ${second} })
api('own').router('/').get('/', async (event) => { ${route}; return event.body('ok') })`
  return runApp({ 'index.js': text }, { ...defaultScenario, steps, untilMs: 20 * MINUTE })
}

const cameTo = ({ events }: Trace): string[] => events.map(({ name, state }) => `${name} ${state}`)

describe('simulate, and a client that is denied in the background', () => {
  it('leaves it unknown of whoever waits for it, though the handler that began it is over', async () => {
    const trace = await runClients({ first: 'await client()', second: 'await client()' }, publish('first'), publish('second', MINUTE))
    assert.deepEqual([...cameTo(trace), trace.attempts.length], ['first unknown', 'second unknown', 2])
    assert.match(trace.events[1]!.notes[0]!, /^fetch to https:\/\/cache\.test\/ was denied outside of attempts, of which one did not end/)
  })

  it('does so too where a request began it, and goes on behind its response', async () => {
    const trace = await runClients({ route: 'void client()', second: 'await client()' }, get, publish('second', MINUTE))
    assert.deepEqual([...cameTo(trace), trace.attempts.length], ['second unknown', 1])
  })

  it('takes what never ends for a failure of the app, though a request that is over had a call denied', async () => {
    const route = `await fetch('https://metrics.test/').catch(() => undefined)`
    const trace = await runClients({ route, second: 'await new Promise(() => {})' }, get, publish('second', MINUTE))
    assert.deepEqual(cameTo(trace), ['second retrying'])
    assert.deepEqual(trace.events[0]!.notes, [])
  })

  for (const [how, call, again] of [
    ['at once', `fetch('https://cache.test/')`, 'connectAgain(done)'],
    ['by immediates', `fetch('https://cache.test/')`, 'setImmediate(connectAgain, done)'],
    ['with a look-up of its name first', `lookup('cache.test')`, 'connectAgain(done)'],
  ] as const) {
    it(`comes to the limit of who waits for it, where it connects again ${how}`, async () => {
      const before = `import { lookup } from 'node:dns/promises'\nconst connectAgain = (done) => ${call}.then(done, () => ${again})`
      const trace = await runClients({ before, first: 'await new Promise(connectAgain)' }, publish('first'))
      assert.deepEqual([...cameTo(trace), trace.end.stopped, trace.attempts.durationMs[0]], ['first unknown', null, 5000])
    })
  }

  it('holds no run up where it connects again at once behind the end of who began it', async () => {
    const first = `const connectAgain = () => fetch('https://cache.test/').catch(connectAgain); void connectAgain()`
    const trace = await runClients({ first }, publish('first'))
    assert.deepEqual([...cameTo(trace), trace.end.stopped], ['first handled', null])
  })
})
