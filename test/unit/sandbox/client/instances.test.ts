import assert from 'node:assert/strict'
import { HOUR_MS } from '../../../../src/words/duration'
import type { Step } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { replaying } from '../../../../src/simulator/scheduleFile'
import { publishing, runApp } from '../../../support/runApp'
import { runEntry, ofSource, allLogsOf, attemptsOf } from '../../../support/runEntry'

describe('instances of the app', () => {
  const counting = `let calls = 0
    events.on('go', async () => { await data.add('calls', 1); console.log(String(++calls)) })`
  const four = { steps: [1, 2, 3, 4].map((at): Step => ({ kind: 'publish', atMs: at, name: 'go', body: {} })) }

  it('keep their module state while they are warm', async () => {
    assert.deepEqual(allLogsOf(await runEntry(counting, four)), ['1', '2', '3', '4'])
  })

  it('lose it on a cold start, but not what the platform keeps', async () => {
    const trace = await runEntry(counting, { ...four, coldStarts: 1 })
    assert.deepEqual(allLogsOf(trace), ['1', '1', '1', '1'])
    assert.deepEqual(trace.end.data, { calls: 4 })
    assert.deepEqual(
      trace.calls.map(({ key }) => key),
      ['load', 'load#2', 'load#3', 'load#4', 'load#5'],
    )
  })

  it('hold the place of the attempt that they are loaded for', async () => {
    const trace = await runEntry(
      `await new Promise((done) => setTimeout(done, 100))
       events.on('go', async () => {
         const running = await data.add('running', 1)
         await new Promise((done) => setTimeout(done, 1000))
         await data.add('running', -1)
         console.log(String(running), Date.now())
       })`,
      { ...four, coldStarts: 1, concurrency: 1 },
    )
    assert.deepEqual(
      allLogsOf(trace).map((text) => text.split(' ')[0]),
      ['1', '1', '1', '1'],
    )
  })

  it('lose what they put on their globals and into their environment, too', async () => {
    const trace = await runEntry(
      `import { env } from 'node:process'
       const count = (kept) => (kept.calls = String(Number(kept.calls ?? 0) + 1))
       globalThis.setUp = 'set up'
       events.on('go', () => console.log(count(globalThis), count(global), calls, count(process.env), count(env), setUp))`,
      { ...four, instances: 2, schedule: { version: 1, choices: { 'go#4@1.1': { coldStart: true } } } },
    )
    // Attempts that did the same share one detail.
    assert.deepEqual(allLogsOf(trace), ['1 2 2 1 2 set up', '3 4 4 3 4 set up'])
    assert.equal(trace.calls.length, 3)
  })

  it('see the globals that are there before them, and hide them by their own', async () => {
    const trace = await runEntry(
      `globalThis.fetch = async () => 'mine'
       events.on('go', async () => {
         console.log(await fetch(), await globalThis.fetch(), typeof globalThis.crypto.subtle, globalThis.JSON === JSON)
         console.log('none' in globalThis, 'fetch' in global, Object.keys(globalThis).includes('fetch'), globalThis.global === globalThis)
       })`,
    )
    assert.deepEqual(allLogsOf(trace), ['mine mine object true', 'false true true true'])
  })

  it('share what packages keep in their modules, which the run says', async () => {
    const app = {
      'index.ts': `import { events } from '@ampt/sdk'\nimport kept from 'kept'\nevents.on('a', () => console.log(++kept.calls))`,
      'node_modules/kept/package.json': '{ "name": "kept", "main": "index.js" }',
      'node_modules/kept/index.js': 'module.exports = { calls: 0 }',
    }
    const note = /^Instances of the app share what packages outside of its bundle keep in their modules \(kept\)/
    const cold = await runApp(app, publishing('a', { coldStarts: 1 }))
    assert.ok(
      cold.end.notes.some((text) => note.test(text)),
      cold.end.notes.join(),
    )
    assert.deepEqual((await runApp(app, publishing('a'))).end.notes, [])
  })

  it('have what a package that ran once set in their environment', async () => {
    const app = {
      'index.ts': `import 'sets'\nimport { events } from '@ampt/sdk'\nevents.on('a', () => console.log(process.env.SET))`,
      'node_modules/sets/package.json': '{ "name": "sets", "main": "index.js" }',
      'node_modules/sets/index.js': `process.env.SET = 'by the package'`,
    }
    const steps = [1, 2].map((at): Step => ({ kind: 'publish', atMs: at, name: 'a', body: {} }))
    const trace = await runApp(app, publishing('a', { steps, instances: 2 }))
    assert.deepEqual([trace.calls.length, ...new Set(allLogsOf(trace))], [2, 'by the package'])
  })

  it('take turns, each with its own state', async () => {
    assert.deepEqual(allLogsOf(await runEntry(counting, { ...four, instances: 2 })), ['1', '1', '2', '2'])
    // More of them than attempts, or than a list could hold.
    assert.deepEqual(allLogsOf(await runEntry(counting, { ...four, instances: Number.MAX_SAFE_INTEGER })), ['1', '1', '1', '1'])
  })

  it('replay from the record of the choices, with as many instances', async () => {
    for (const instances of [1, 2]) {
      const first = await runEntry(counting, { ...four, coldStarts: 0.5, seed: 3, instances })
      const again = await runEntry(counting, replaying({ ...defaultScenario, ...four }, first.end.schedule))
      assert.ok(new Set(allLogsOf(first)).size > 1 && allLogsOf(first).filter((text) => text === '1').length > 1, allLogsOf(first).join())
      assert.deepEqual(allLogsOf(again), allLogsOf(first))
      assert.equal(again.calls.length, first.calls.length)
    }
  })

  it('recur once, however many there are', async () => {
    const trace = await runEntry(`schedule('s').every('30 minutes', () => {})`, {
      steps: [],
      untilMs: HOUR_MS,
      instances: 3,
      coldStarts: 1,
    })
    assert.equal(ofSource(trace, 'schedule').length, 2)
  })

  const inFirstAlone = (text: string): string => `if (!(await data.get('started'))) { await data.set('started', true)\n${text} }`

  it('ignore what they have no handler of, though the first has, and the event says so', async () => {
    const failing = inFirstAlone(`events.on('go', () => { throw new Error('no') })`)
    for (const [changes, met] of [
      [{ instances: 2 }, ['Attempt 2 of delivery 1 met instance 2']],
      [{ duplicates: 1, coldStarts: 1 }, ['Attempt 1 of delivery 1 met instance 2', 'Attempt 1 of delivery 2 met instance 3']],
    ] as const) {
      const [event] = (await runEntry(failing, changes)).events
      assert.equal(event!.state, 'ignored')
      assert.deepEqual(
        event!.notes.map((note) => note.slice(0, met[0].length)),
        met,
      )
    }
  })

  it('let the changes of a namespace go on past one that they have no handler of', async () => {
    const sets = `events.on('go', async () => { for (const n of [1, 2, 3]) await data.set('u:' + n, n) })`
    const listening = inFirstAlone(`data.on('created:u:*', () => {})`)
    const changes = ofSource(await runEntry(`${listening}\n${sets}`, { instances: 2 }), 'data')
    assert.deepEqual(
      changes.map(({ state }) => state),
      ['ignored', 'handled', 'ignored'],
    )
  })

  it('take events whose handlers one of them registers later', async () => {
    const late = `let isSet = false
      events.on('go', async () => { if (!isSet) events.on('b', () => console.log('b')); isSet = true; await events.publish('b', {}) })`
    const two = [1, 2].map((at): Step => ({ kind: 'publish', atMs: at, name: 'go', body: {} }))
    const trace = await runEntry(late, { steps: two.slice(0, 1), instances: 2 })
    const [, event] = trace.events
    assert.equal(event!.state, 'ignored')
    assert.match(event!.notes[0]!, /Attempt 1 of delivery 1 met instance 2 of the app, which has no handler of "b"/)
    assert.deepEqual(allLogsOf(await runEntry(late, { steps: two, instances: 3 })), ['b'])
  })

  it('end the run with a reason when a new one cannot be loaded', async () => {
    const trace = await runEntry(
      `if (await data.get('started')) throw new Error('second start')\nawait data.set('started', true)\nevents.on('go', () => {})`,
      { coldStarts: 1 },
    )
    assert.equal(trace.end.stopped?.reason, 'crashed')
    assert.match(trace.end.stopped.message, /Instance 2 of the app could not be loaded: second start/)
  })

  it('crash after the effect that the schedule names, lose their state, and the event is retried', async () => {
    const trace = await runEntry(
      `let calls = 0
       events.on('go', async () => {
         console.log('call ' + ++calls)
         await data.add('first', 1)
         await data.add('second', 1)
         console.log('done')
       })`,
      { schedule: { version: 1, choices: { 'go#1@1.1': { crashAfterEffect: 1 } } } },
    )
    assert.deepEqual(allLogsOf(trace), ['call 1', 'call 1', 'done'])
    assert.deepEqual(trace.end.data, { first: 2, second: 1 })
    assert.deepEqual(
      trace.details.map(({ handlers }) => handlers[0]!.outcome),
      ['crashed', 'handled'],
    )
    assert.match(trace.details[0]!.handlers[0]!.error!.message, /the app crashed after data.add first/)
  })

  it('take everything that runs in them along when they crash', async () => {
    const trace = await runEntry(
      `events.on('go', async () => { await new Promise((done) => setTimeout(done, 1000)); await data.add('go', 1) })
       events.on('other', async () => { await new Promise((done) => setTimeout(done, 2000)); await data.add('other', 1) })`,
      {
        steps: ['go', 'other'].map((name): Step => ({ kind: 'publish', atMs: 0, name, body: {} })),
        schedule: { version: 1, choices: { 'go#1@1.1': { crashAfterEffect: 1 } } },
      },
    )
    assert.deepEqual(trace.end.data, { go: 2, other: 1 })
    assert.equal(attemptsOf(trace, 'event').length, 4)
  })

  it('end with process.exit: the retry meets a new one', async () => {
    const trace = await runEntry(
      `let calls = 0
       events.on('go', async ({ attempt }) => { console.log('call ' + ++calls); if (attempt === 1) process.exit(1) })`,
    )
    assert.deepEqual(allLogsOf(trace), ['call 1', 'call 1'])
  })

  it('take their timers, attempts and later calls along when they exit', async () => {
    const trace = await runEntry(
      `const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
       events.on('go', async ({ attempt }) => {
         if (attempt > 1) return
         setInterval(() => console.log('tick'), 10)
         setTimeout(() => process.exit(1), 25)
         await sleep(30)
         await events.publish('ghost', {})
       })
       events.on('other', async ({ attempt }) => { await sleep(50); await data.add('other', attempt) })`,
      { steps: ['go', 'other'].map((name): Step => ({ kind: 'publish', atMs: 0, name, body: {} })) },
    )
    assert.deepEqual(allLogsOf(trace), ['tick', 'tick'])
    assert.deepEqual([trace.events.map(({ name }) => name), trace.end.data], [['go', 'other'], { other: 2 }])
    assert.deepEqual(
      trace.details.flatMap(({ handlers }) => handlers.map(({ outcome }) => outcome)),
      ['exited', 'crashed', 'handled', 'handled'],
    )
    assert.match(trace.details[1]!.handlers[0]!.error!.message, /the instance that it ran in ended: process\.exit\(1\) was called/)
    assert.match(trace.end.idle!, /nothing more is due\.$/)
  })

  it('tell their listeners of an exit, which may exit by themselves, and of no other end', async () => {
    const trace = await runEntry(
      `for (const name of ['exit', 'beforeExit']) process.on(name, (code) => { console.log(name, code); if (code === 3) process.exit(4); if (code === 5) throw new Error('no') })
       events.on('go', ({ attempt }) => { if (attempt < 4) process.exit([2, 3, 5][attempt - 1]) })`,
    )
    assert.deepEqual(allLogsOf(trace), ['exit 2', 'exit 3', 'exit 5'])
    assert.deepEqual(
      trace.details.map(({ handlers }) => handlers[0]!.error?.message),
      ['process.exit(2) was called', 'process.exit(4) was called', 'no', undefined],
    )
  })

  it('end with an exit in a request, which fails', async () => {
    const trace = await runEntry(
      `let calls = 0
       http.node.use('/', (request, response) => { calls++; if (request.url === '/exit') process.exit(1); response.end(String(calls)) })`,
      { steps: ['/exit', '/'].map((path, at): Step => ({ kind: 'request', atMs: at, method: 'GET', path })) },
    )
    const calls = trace.calls.filter(({ key }) => key.startsWith('GET'))
    assert.deepEqual(
      calls.map(({ response, error }) => response?.body ?? error?.message),
      ['process.exit(1) was called', '1'],
    )
  })
})
