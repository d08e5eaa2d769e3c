import assert from 'node:assert/strict'
import { LoadError } from '../../../../src/model/userError'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runEntry, allLogsOf } from '../../../support/runEntry'

describe('what an app publishes and changes while it loads', () => {
  it('comes to handlers that it registers later, once it is loaded', async () => {
    const trace =
      await runEntry(`await events.publish('a', {}); await data.set('k:1', 1); await storage('files').write('f', 'text'); await data.get('k:1')
      events.on('a', () => console.log('event')); data.on('*', ({ name }) => console.log(name)); storage('files').on('*', ({ path }) => console.log(path))
      await data.get('k:1'); console.log('loaded')`)
    assert.deepEqual([trace.calls[0]!.logs[0]!.text, ...allLogsOf(trace)], ['loaded', 'event', 'created', 'f'])
  })
})

describe('a start of the app that nobody waits for', () => {
  it('is loading, until nothing is left to do at its instant', async () => {
    const trace = await runEntry(
      `async function main() {\n  for (const key of ['a', 'b', 'c']) await data.get(key)\n  events.on('go', () => {})\n}\nmain()`,
    )
    assert.equal(trace.events[0]!.state, 'handled')
  })

  it('is loading still where it does so much that time passes', async () => {
    const trace = await runEntry(
      `async function main() {\n  for (let n = 0; n < 2500; n++) await data.set('k:' + n, n)\n  events.on('go', () => {})\n}\nmain()`,
    )
    assert.equal(trace.events[0]!.state, 'handled')
  })

  it('fails no loading where it never ends', async () => {
    const trace = await runEntry(`const main = async () => { while (!(await data.get('never'))); }\nmain(); events.on('go', () => {})`)
    assert.equal(trace.events[0]!.state, 'handled')
  })

  it('has an event that comes before it registers the handler ignored, with when that was', async () => {
    const trace = await runEntry(
      `async function main() {\n  await new Promise((done) => setTimeout(done, 200)); events.on('go', () => {})\n}\nmain()`,
      {
        steps: [0, 5000].map((atMs) => ({ kind: 'publish', atMs, name: 'go', body: {} })),
      },
    )
    assert.deepEqual(
      trace.events.map(({ state, notes }) => [state, ...notes]),
      [
        [
          'ignored',
          'No handler of "go" was registered when it came, so the platform ignores it: the app registered one 200 ms later (index.ts:4). Register handlers before anything that takes time.',
        ],
        ['handled'],
      ],
    )
  })

  for (const [what, wait, later] of [
    ['a timer', `await new Promise((done) => setTimeout(done, 200))`, '200 ms'],
    ['more immediates than take no time', `for (let n = 0; n < 12000; n++) await new Promise(setImmediate)`, '10 ms'],
  ] as const) {
    it(`has the one event of a run told so, too, where it waits for ${what}`, async () => {
      const trace = await runEntry(`setInterval(() => {}, 1000)\nasync function main() {\n${wait}; events.on('go', () => {})\n}\nmain()`)
      assert.match(trace.events[0]!.notes.join(), new RegExp(`the app registered one ${later} later \\(index\\.ts:5\\)`))
    })
  }

  it('ends its instance where it fails later: what comes then meets a new one', async () => {
    const trace = await runEntry(
      `let calls = 0; events.on('go', () => console.log(++calls, Date.now() % 10_000)); setTimeout(() => void Promise.reject(new Error('lost')), 1000)`,
      { steps: [0, 500, 5000].map((atMs) => ({ kind: 'publish', atMs, name: 'go', body: {} })) },
    )
    assert.deepEqual(allLogsOf(trace), ['1 0', '2 500', '1 5000'])
    assert.ok(
      trace.end.notes.includes(
        'Nobody caught Error: lost (index.ts:3), which the app began as it loaded: that ends an instance, with all that it would have registered.',
      ),
    )
  })

  it('ends a run that it keeps going by what it publishes at each cold start', async () => {
    const budgets = { ...defaultScenario.budgets, hops: 5 }
    const trace = await runEntry(`events.on('go', () => {}); await events.publish('go', {})`, { coldStarts: 1, budgets })
    assert.equal(trace.end.stopped?.reason, 'budget-hops')
    assert.match(trace.end.stopped.message, /^"go" is event 6 of one chain of publishes, published by load#\d+: a cycle/)
  })

  it('that cannot be loaded is told with what may be why, and with nothing else', () =>
    assert.rejects(
      runEntry(`import { params } from '@ampt/sdk'; await data.set('k', new Set([1])); throw new Error('no key ' + params('KEY'))`),
      (error: Error) => error.message.includes('The parameter KEY is not set') && !error.message.includes('Set as an array'),
    ))

  for (const [what, start, message] of [
    ['fails', `await null; throw new Error('no database')`, /^The app could not be loaded: Error: no database \(index\.ts:4:19\)/],
    [
      'exits behind real work',
      `await promises.readFile(import.meta.filename); console.error('\\x1b[31mno database\\x1b[39m'); process.exit(1)`,
      /^The app could not be loaded: ProcessExit: process\.exit\(1\) was called behind the log "no database" \(index\.ts:4:/,
    ],
  ] as const) {
    it(`is an app that cannot be loaded where it ${what}`, () =>
      assert.rejects(
        runEntry(`async function main() {\n${start}\n}\nmain(); import { promises } from 'node:fs'`),
        (error) => error instanceof LoadError && message.test(error.message),
      ))
  }

  it('is a failed call where it fails later, for which no event is said to be ignored by the platform', async () => {
    const trace = await runEntry(
      `async function main() {\n  await new Promise((done) => setTimeout(done, 1000)); throw new Error('no database')\n}\nmain()`,
      { steps: [0, 5000].map((atMs) => ({ kind: 'publish', atMs, name: 'go', body: {} })) },
    )
    assert.equal(trace.calls[0]!.error!.message, 'no database')
    assert.deepEqual(trace.events[0]!.notes, ['No handler of "go" was registered when it came: the start of the app failed.'])
    assert.ok(trace.end.notes.some((note) => note.startsWith('Nobody caught Error: no database (index.ts:4), which the app began')))
  })

  it('fails no run by what nobody catches behind a denied call that nobody caught', async () => {
    const start = `void fetch('https://config.test/').catch((error) => { setImmediate(() => { throw new Error('connection lost') }); throw error })`
    const trace = await runEntry(`${start}; events.on('go', () => {})`)
    assert.deepEqual([trace.events[0]!.state, trace.calls[0]!.error], ['handled', null])
  })

  it('fails no run where a call was denied to it alone', async () => {
    const trace = await runEntry(`events.on('go', () => {}); fetch('https://mail.test')`)
    assert.deepEqual([trace.events[0]!.state, trace.calls[0]!.error], ['handled', null])
    assert.ok(trace.end.notes.some((note) => /what it would do behind the denied call is missing from this run/.test(note)))
  })

  for (const [what, start, told] of [
    ['is caught', `await fetch('https://config.test/'); events.on('go', () => {})`, 'is registered. The app has no handlers.'],
    [
      'is made up for',
      `await fetch('https://config.test/').catch(() => new Promise((done) => setTimeout(done, 200))); events.on('go', () => {})`,
      'was registered when it came: the app registered one 200 ms later (index.ts:4). Register handlers before anything that takes time.',
    ],
    [
      'ends it',
      `await new Promise((done) => setTimeout(done, 200)); await fetch('https://config.test/')`,
      'was registered when it came: the start of the app failed.',
    ],
  ] as const) {
    it(`leaves it unknown who handles what where the denial of a call ${what}`, async () => {
      const after = what === 'is caught' ? '.catch(() => {})' : ''
      const [event] = (await runEntry(`const main = async () => {\n${start} }\nmain()${after}`)).events
      const denied = 'fetch to https://config.test/ was denied while the app was loaded: this may follow from that.'
      assert.equal(event!.state, 'unknown')
      assert.ok(event!.notes.join().startsWith(`No handler of "go" ${told} ${denied}`), event!.notes.join())
    })
  }

  it('knows who handles what where it opens a server, which is answered in place of the system', async () => {
    const [event] = (await runEntry(`require('node:http').createServer().listen(3000)`)).events
    assert.equal(event!.state, 'ignored')
  })

  it('is the matter of an app that listens for what nobody caught', async () => {
    const trace = await runEntry(`process.on('unhandledRejection', () => events.on('go', () => {})); Promise.reject(new Error('no'))`)
    assert.equal(trace.events[0]!.state, 'handled')
  })
})
