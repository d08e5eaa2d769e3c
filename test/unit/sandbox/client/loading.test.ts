import assert from 'node:assert/strict'
import { LoadError } from '../../../../src/model/loadError'
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

  it('is loaded where it polls the data store', async () => {
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

  it('fails no run where a call was denied to it alone', async () => {
    const trace = await runEntry(`events.on('go', () => {}); fetch('https://mail.test')`)
    assert.deepEqual([trace.events[0]!.state, trace.calls[0]!.error], ['handled', null])
    assert.ok(trace.end.notes.some((note) => /what it would do behind the denied call is missing from this run/.test(note)))
  })

  it('is the matter of an app that listens for what nobody caught', async () => {
    const trace = await runEntry(`process.on('unhandledRejection', () => events.on('go', () => {})); Promise.reject(new Error('no'))`)
    assert.equal(trace.events[0]!.state, 'handled')
  })
})
