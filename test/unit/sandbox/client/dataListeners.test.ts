import assert from 'node:assert/strict'
import { HOUR_MS, MINUTE_MS } from '../../../../src/words/duration'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runEntry, ofSource, allLogsOf } from '../../../support/runEntry'

describe('listeners of data', () => {
  const app = (fails: string) => `
    let calls = 0
    data.on('created:a:*', ({ item }) => {
      calls++
      console.log([(Date.now() - ${defaultScenario.start}) / ${MINUTE_MS}, item.key, ${fails} ? 'fails' : 'is done'].join(' '))
      if (${fails}) throw new Error('no')
    })
    data.on('created:b:*', ({ item }) => console.log(item.key + ' is done'))
    events.on('go', async () => { for (const key of ['a:1', 'a:2', 'b:1']) await data.set(key, 1) })`

  it('are retried with back-off, which keeps newer changes of their namespace waiting, and those alone', async () => {
    assert.deepEqual(allLogsOf(await runEntry(app('calls < 3'))), [
      '0 a:1 fails',
      'b:1 is done',
      '1 a:1 fails',
      '3 a:1 is done',
      '3 a:2 is done',
    ])
  })

  it('are called in the order of the changes of a namespace, however late and often each change comes', async () => {
    const text = `
      events.on('go', async () => { for (const n of [1, 2, 3, 4, 5]) await data.set('a:' + (n % 2), { n }) })
      let calls = 0
      data.on('*:a:*', ({ item }) => console.log(++calls, item.value.n))`
    const ofSeed = async (seed: number): Promise<string[]> =>
      allLogsOf(await runEntry(text, { seed, reorderMs: 10 * MINUTE_MS, duplicates: 1 }))
    // `go` comes twice, too.
    const inOrder = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5].flatMap((n, index) => [`${2 * index + 1} ${n}`, `${2 * index + 2} ${n}`])
    for (const seed of [1, 2])
      assert.deepEqual(
        (await ofSeed(seed)).toSorted((a, b) => parseInt(a) - parseInt(b)),
        inOrder,
      )
  })

  it('drop a change after 24 hours, and go on with the next', async () => {
    const trace = await runEntry(app(`item.key === 'a:1'`))
    const [first, second] = ofSource(trace, 'data')
    assert.deepEqual(
      [first!.key, first!.state, first!.droppedAt],
      ['go#1@1.1/created:a:1#1', 'dropped', defaultScenario.start + 24 * HOUR_MS],
    )
    assert.equal(second!.state, 'handled')
    assert.match(allLogsOf(trace).at(-1)!, /^1440 a:2 is done$/)
    assert.match(trace.end.notes.join(), /data handler is retried after 1 min.* assumed/)
  })

  it('have the time that the listener asks for, also less than 5 s in the SDK', async () => {
    const slow = `data.on('created', { timeout: 1000 }, () => new Promise((done) => setTimeout(done, 3000)))
      events.on('go', () => data.set('x', 1))`
    for (const [contract, outcome] of [
      ['documented', 'handled'],
      ['sdk', 'timeout'],
    ] as const) {
      const trace = await runEntry(slow, { contract, untilMs: 10_000 })
      assert.equal(trace.details.at(-1)!.handlers[0]!.outcome, outcome)
    }
  })
})

describe('items with a time to live', () => {
  const app = `data.on('deleted', ({ item }) => console.log('deleted ' + item.key + ' ' + new Date().toISOString()))
    events.on('go', () => data.set('session:1', { n: 1 }, { ttl: 60 }))\nevents.on('later', () => {})`

  it('tell the listeners of deleted items, while the run is open', async () => {
    const later = { kind: 'publish', atMs: HOUR_MS, name: 'later', body: {} } as const
    const trace = await runEntry(app, { steps: [{ kind: 'publish', atMs: 0, name: 'go', body: {} }, later] })
    assert.deepEqual(allLogsOf(trace), ['deleted session:1 2025-01-01T00:01:01.000Z'])
  })

  it('do not keep a run open', async () => {
    const trace = await runEntry(app)
    assert.deepEqual(allLogsOf(trace), [])
    assert.equal(trace.end.at, defaultScenario.start)
  })

  it('tell nobody when they were set again in time', async () => {
    const trace = await runEntry(
      `data.on('deleted', () => console.log('deleted'))
       events.on('go', async () => { await data.set('a', 1, { ttl: 60 }); await data.set('a', 2, { ttl: 7200 }) })`,
      { untilMs: HOUR_MS },
    )
    assert.deepEqual(allLogsOf(trace), [])
  })
})
