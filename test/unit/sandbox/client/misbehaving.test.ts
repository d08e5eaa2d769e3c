import assert from 'node:assert/strict'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { HOUR_MS } from '../../../../src/words/duration'
import { handler, publishing, runApp } from '../../../support/runApp'
import { hostile } from './hostile'

describe('simulate, with an app that misbehaves', () => {
  for (const [name, line] of [
    ['endless.loop', 5],
    ['endless.microtasks', 11],
  ] as const) {
    it(`ends at ${name} and names its line`, async () => {
      const trace = await hostile(name, { budgets: { ...defaultScenario.budgets, stuckMs: 500 } })
      assert.equal(trace.end.stopped?.reason, 'stuck')
      assert.equal(trace.end.stopped.event, name)
      assert.ok(Math.abs(trace.end.stopped.site!.line - line) <= 1, JSON.stringify(trace.end.stopped.site))
      assert.equal(trace.details[0]!.handlers[0]!.outcome, 'stuck')
    })
  }

  it('takes no time for stuck in which Node links the many modules of a package, as newer versions do at once', async () => {
    const modules = Array.from({ length: 1000 }, (_, n) => `${n}.js`)
    const app = {
      ...handler('console.log(wide)', `import { wide } from 'wide'`),
      'node_modules/wide/package.json': '{ "name": "wide", "type": "module", "exports": "./index.js" }',
      'node_modules/wide/index.js': `${modules.map((name) => `import './${name}'`).join('\n')}\nexport const wide = true`,
      ...Object.fromEntries(modules.map((name) => [`node_modules/wide/${name}`, ''])),
    }
    const { end } = await runApp(app, publishing('a', { budgets: { ...defaultScenario.budgets, stuckMs: 150 } }))
    assert.equal(end.stopped, null)
  })

  it('ends an event storm with the budget that it exceeds', async () => {
    const { end } = await hostile('storm')
    assert.equal(end.stopped?.reason, 'budget-hops')
    assert.equal(end.stopped.event, 'storm')
    assert.equal(end.stopped.site?.file, 'index.ts')
  })

  it('fails the attempt that calls process.exit, with the place, and goes on', async () => {
    const trace = await hostile('exits', { untilMs: HOUR_MS })
    const [first] = trace.details
    assert.equal(first!.handlers[0]!.outcome, 'exited')
    assert.equal(first!.handlers[0]!.error?.site?.line, 19)
    assert.equal(trace.attempts.length, 11)
  })

  it('records a rejection that nobody handles as after the fact when the attempt is over, and says so with its line', async () => {
    const trace = await hostile('floats')
    assert.equal(trace.events[0]!.state, 'handled')
    assert.deepEqual(
      trace.late.map(({ what }) => 'error' in what && what.error.message),
      ['nobody waits for me'],
    )
    assert.deepEqual(trace.end.notes, [
      'Nobody caught Error: nobody waits for me (index.ts:23), behind the end of handler 1 of "floats" at index.ts:22: no attempt fails by it here; it may end the instance, with all that runs in it.',
    ])
  })

  it('fails the attempt whose timer throws', async () => {
    const trace = await hostile('throws.in.timer')
    assert.equal(trace.details[0]!.handlers[0]!.error?.message, 'thrown in a timer')
    assert.equal(trace.details[0]!.handlers[0]!.outcome, 'threw')
    assert.deepEqual(trace.end.notes, [
      'An error that nobody caught is assumed to fail its attempt alone; it may end the instance, with all that runs in it.',
    ])
  })

  it('fails each attempt in which a tick throws, and goes on', async () => {
    const body = `await new Promise(() => process.nextTick(() => { throw new Error('in a tick') }))`
    const trace = await runApp(handler(body), publishing('a', { untilMs: HOUR_MS }))
    assert.equal(trace.end.stopped, null)
    assert.equal(trace.attempts.length, 11)
    assert.equal(trace.details[0]!.handlers[0]!.error?.message, 'in a tick')
  })

  it('times out a handler that never settles', async () => {
    const trace = await hostile('never.settles')
    assert.equal(trace.details[0]!.handlers[0]!.outcome, 'timeout')
    assert.equal(trace.attempts.durationMs[0], 5000)
  })

  it('survives a handler that rejects with null', async () => {
    assert.equal((await hostile('rejects.null')).events[0]!.state, 'dropped')
  })

  it('names an error by its class where that gives it no name', async () => {
    const trace = await runApp(handler('throw new Declined("no")', 'class Declined extends Error {}'), publishing('a', { untilMs: 1 }))
    assert.equal(trace.details[0]!.handlers[0]!.error?.name, 'Declined')
  })

  it('keeps what ran before an interruption', async () => {
    const interrupt = new AbortController()
    const scenario = publishing('a', { budgets: { ...defaultScenario.budgets, hops: Infinity, events: Infinity } })
    const trace = await runApp(
      { 'index.ts': `import { events } from '@ampt/sdk'\nevents.on('a', () => events.publish('a', { after: '1 minute' }, {}))` },
      scenario,
      { signal: interrupt.signal, onProgress: ({ attempts }) => attempts > 10 && interrupt.abort() },
    )
    assert.equal(trace.end.stopped?.reason, 'interrupted')
    assert.ok(trace.attempts.length > 10)
  })

  for (const [call, told] of [
    [`process.kill(process.pid, 'SIGKILL')`, 'process.kill(process.pid, "SIGKILL")'],
    ['process.kill(process.pid, 9)', 'process.kill(process.pid, 9)'],
    ['process.kill(process.pid)', 'process.kill(process.pid, "SIGTERM")'],
    ['process.abort()', 'process.abort()'],
  ] as const) {
    it(`takes a kill of its own process for an exit, and names it: ${call}`, async () => {
      const trace = await runApp(handler(call), publishing('a', { untilMs: 0 }))
      const { outcome, error } = trace.details[0]!.handlers[0]!
      assert.deepEqual([outcome, error?.name, error?.message], ['exited', 'ProcessExit', `${told} was called`])
    })
  }

  it('ends when the app takes more memory than the run may, and says so', async () => {
    const body = `const all: unknown[] = []; for (;;) all.push(new Array(10_000).fill(all.length).map(String))`
    const trace = await runApp(handler(body), publishing('a', { budgets: { ...defaultScenario.budgets, heapMb: 60, stuckMs: 60_000 } }))
    assert.equal(trace.end.stopped?.reason, 'out-of-memory')
  })
})
