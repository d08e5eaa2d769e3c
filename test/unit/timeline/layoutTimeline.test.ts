import assert from 'node:assert/strict'
import type { Trace } from '../../../src/model/trace'
import { layoutTimeline } from '../../../src/timeline/layoutTimeline'
import { formatNumber } from '../../../src/words/number'
import { runEngine } from '../../support/testEngine'

describe('layoutTimeline', () => {
  it('gives handlers that one line registers for several events a lane each', async () => {
    const trace = await runEngine({
      handlers: [
        ['a', () => undefined],
        ['b', () => undefined],
      ],
      publish: [['a'], ['b']],
    })
    const site = { file: 'src/all.ts', line: 3, column: 1 }
    const oneLine = {
      ...trace,
      handlers: trace.handlers.map((handler) => ({ ...handler, site })),
      details: trace.details.map((detail) => ({ ...detail, handlers: detail.handlers.map((handler) => ({ ...handler, site })) })),
    }
    const lanes = layoutTimeline(oneLine).lanes.map(({ title, marks }) => [title, marks.map(({ kind }) => kind)])
    assert.deepEqual(lanes, [
      ['a', ['publish', 'handled']],
      ['b', ['publish', 'handled']],
    ])
  })

  it('folds the retries of a run whose deliveries are late by chance', async () => {
    const handlers = [['a', () => Promise.reject(new Error('no'))]] as const
    const trace = await runEngine({ handlers, publish: [['a']], scenario: { reorderMs: 10_000 } })
    const [lane] = layoutTimeline(trace).lanes
    assert.deepEqual(
      lane!.marks.map(({ kind, fold }) => (fold === null ? kind : `${kind}, folded`)),
      ['publish', 'failed', 'failed, folded', 'failed', 'dropped'],
    )
  })

  it('places what shares an instant as publish, attempts, end', async () => {
    const trace = await runEngine({ handlers: [['a', () => undefined]], publish: [['nobody'], ['a'], ['a']] })
    const kinds = layoutTimeline(trace).lanes.map(({ title, marks }) => [title, ...marks.map(({ kind }) => kind)])
    assert.deepEqual(kinds, [
      ['a', 'publish', 'publish', 'handled', 'handled'],
      ['nobody', 'publish', 'ignored'],
    ])
  })

  it('places the handlers of an event side by side, before what they publish', async () => {
    const trace = await runEngine({
      handlers: [
        ['second', () => undefined],
        ['first', (_event, { publish }) => publish('second', {})],
        ['first', () => undefined],
      ],
      publish: [['first']],
    })
    const lanes = layoutTimeline(trace).lanes.map(({ title, registration }) => `${title} ${registration?.order}`)
    assert.deepEqual(lanes, ['first 1', 'first 2', 'second 1'])
  })

  it('keeps a gap for the time between two moments, however long', async () => {
    const trace = await runEngine({ handlers: [['a', () => undefined]], publish: [['a'], ['a', {}, '20 days'], ['a', {}, 1]] })
    assert.deepEqual(
      layoutTimeline(trace).moments.map(({ gapMs }) => gapMs),
      [0, 1, 20 * 24 * 3_600_000 - 1],
    )
  })

  it('says of an attempt that its outcome is unknown, where its sign does', async () => {
    const trace = await runEngine({ handlers: [['a', () => Promise.reject(new Error('denied'))]], publish: [['a']] })
    const events = trace.events.map((event) => ({ ...event, state: 'unknown' as const }))
    const told = layoutTimeline({ ...trace, events }).lanes[0]!.marks.find(({ kind }) => kind === 'unknown')
    assert.equal(told?.label, 'a, attempt 3361: unknown (Error: denied) at 2025-01-15 00:00:00')
  })

  it('marks a duplicate as one, with a chain of its own', async () => {
    const schedule = { version: 1, choices: { 'a#1@1.1': { copies: 1 } } } as const
    const trace = await runEngine({ handlers: [['a', () => Promise.reject(new Error('no'))]], publish: [['a']], scenario: { schedule } })
    const [lane] = layoutTimeline(trace).lanes
    const folds = lane!.marks.filter(({ fold }) => fold !== null).map(({ isDuplicate, label }) => [isDuplicate, label])
    assert.deepEqual(folds, [
      [false, '3,359 more, every 6 min: Error: no, until 2025-01-14 23:54:00'],
      [true, '3,359 more, every 6 min: Error: no, until 2025-01-14 23:54:00'],
    ])
  })

  it('tells of each handler what its folded attempts came to: one that was handled runs again when another fails', async () => {
    const trace = await runEngine({
      handlers: [
        ['a', () => undefined],
        ['a', () => Promise.reject(new Error('no'))],
      ],
      publish: [['a']],
    })
    const folds = layoutTimeline(trace).lanes.flatMap(({ marks }) => marks.filter(({ fold }) => fold !== null))
    assert.deepEqual(
      folds.map(({ kind, label }) => [kind, label.split(',').at(-2)]),
      [
        ['handled', ' every 6 min: handled'],
        ['failed', ' every 6 min: Error: no'],
      ],
    )
  })

  it('says of a fold whether all came to the same, and leads to its last', async () => {
    const failing = (message: (attempt: number) => string) =>
      runEngine({ handlers: [['a', ({ attempt }) => Promise.reject(new Error(message(attempt)))]], publish: [['a']] })
    const foldIn = (trace: Trace) => layoutTimeline(trace).lanes[0]!.marks.find(({ fold }) => fold !== null)!.fold!
    const same = await failing(() => 'no')
    assert.deepEqual(foldIn(same), {
      text: '3,359 more, every 6 min',
      count: 3_359,
      what: 'Error: no',
      isSame: true,
      last: { event: 0, row: 3_359, call: null },
    })
    const { what, isSame } = foldIn(await failing((attempt) => `attempt ${attempt}`))
    assert.deepEqual([what, isSame], ['Error: attempt 2, and 3,358 other errors', false])
  })

  it('counts what is folded in the folds that it folds', async () => {
    const publish = Array.from({ length: 20 }, (_, index) => ['a', {}, index + 1] as const)
    const trace = await runEngine({ handlers: [['a', () => Promise.reject(new Error('no'))]], publish })
    const folds = layoutTimeline(trace).lanes[0]!.marks.flatMap(({ fold }) => fold ?? [])
    assert.equal(folds.find(({ text }) => text.includes('in all'))?.text, `18 more, every 1 ms: ${formatNumber(18 * 3_359)} in all`)
  })

  it('folds what a lane shows at many moments: each retry of a handler that publishes, and then fails', async () => {
    const trace = await runEngine({
      handlers: [
        [
          'order.placed',
          async (_event, { publish }) => {
            await publish('mail.asked', {})
            throw new Error('no')
          },
        ],
        ['mail.asked', () => undefined],
      ],
      publish: [['order.placed']],
    })
    const { moments, lanes } = layoutTimeline(trace)
    assert.equal(moments.length, 4)
    const [, mail] = lanes.map(({ marks }) => marks.map(({ kind, fold }) => `${kind}${fold === null ? '' : `: ${fold.text}`}`))
    assert.deepEqual(mail, [
      'publish',
      'handled',
      'publish: 3,359 more, every 6 min',
      'handled: 3,359 more, every 6 min',
      'publish',
      'handled',
    ])
  })

  it('keeps what happens a few times, or often at one moment, mark by mark', async () => {
    const trace = await runEngine({ handlers: [], publish: Array.from({ length: 100 }, () => ['a'] as const) })
    const at = (moments: number) =>
      layoutTimeline({ ...trace, events: trace.events.map((event, index) => ({ ...event, time: index % moments })) })
    assert.equal(at(12).lanes[0]!.marks.length, 200)
    const marks = at(13).lanes[0]!.marks.filter(({ kind }) => kind === 'publish')
    assert.deepEqual(
      marks.filter(({ fold }) => fold !== null).map(({ label }) => label),
      ['85 more, every 1 ms: published, until 1970-01-01 00:00:00.011'],
    )
    assert.equal(marks.length, 16)
  })

  it('leaves lanes out where nobody can read so many', async () => {
    const trace = await runEngine({ handlers: [], publish: Array.from({ length: 1_003 }, (_, index) => [`a ${index}`] as const) })
    const { lanes, hidden } = layoutTimeline(trace)
    assert.deepEqual([lanes.length, hidden], [1_000, 3])
  })
})
