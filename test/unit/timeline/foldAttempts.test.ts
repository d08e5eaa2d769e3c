import assert from 'node:assert/strict'
import { attemptColumnNames, type AttemptDetail, type HandlerOutcome, type Trace } from '../../../src/model/trace'
import { appendRow, createColumns } from '../../../src/simulator/columns'
import { foldAttempts } from '../../../src/timeline/foldAttempts'

const MINUTE_MS = 60_000

/** One chain: the time since the attempt before, and the outcome, of each attempt. */
function chain(attempts: readonly (readonly [gapMs: number, outcome: HandlerOutcome])[]): [Trace, number[]] {
  const columns = createColumns(attemptColumnNames)
  const details: AttemptDetail[] = []
  let now = 0
  for (const [index, [gapMs, outcome]] of attempts.entries()) {
    now += gapMs
    const row = appendRow(columns, attemptColumnNames)
    columns.atMs[row] = now
    columns.outcome[row] = outcome === 'handled' ? 0 : 1
    columns.detail[row] = index
    details.push({ handlers: [{ order: 1, site: null, outcome, error: null }], effects: [], logs: [{ level: 'log', text: `${index}` }] })
  }
  return [{ attempts: columns, details } as unknown as Trace, attempts.map((_, row) => row)]
}

const counts = (stretches: readonly { readonly count: number }[]): number[] => stretches.map(({ count }) => count)
const failing = (times: number, gapMs: (index: number) => number) =>
  Array.from({ length: times }, (_, index) => [index === 0 ? 0 : gapMs(index), 'threw'] as const)

describe('foldAttempts', () => {
  it('folds what lies between the first and the last of equal attempts', () => {
    const [middle] = foldAttempts(...chain(failing(3361, () => 6 * MINUTE_MS))).slice(1)
    const { details, ...stretch } = middle!
    assert.deepEqual(stretch, { firstRow: 1, lastRow: 3359, count: 3359, everyMs: 6 * MINUTE_MS, isEven: true })
    assert.equal(details.size, 3359)
  })

  it('folds attempts that are late by different times, and says that they are uneven', () => {
    const stretches = foldAttempts(...chain(failing(3361, (index) => 6 * MINUTE_MS + (index % 2) * 1000)))
    assert.deepEqual(counts(stretches), [1, 3359, 1])
    assert.equal(stretches[1]!.isEven, false)
    assert.equal(stretches[1]!.everyMs, 6 * MINUTE_MS + 500)
  })

  it('shows up to four equal attempts one by one', () => {
    assert.deepEqual(counts(foldAttempts(...chain(failing(4, () => MINUTE_MS)))), [1, 1, 1, 1])
    assert.deepEqual(counts(foldAttempts(...chain(failing(5, () => MINUTE_MS)))), [1, 3, 1])
  })

  it('keeps an attempt with another outcome apart', () => {
    const [trace, rows] = chain([
      ...failing(6, () => MINUTE_MS),
      [MINUTE_MS, 'timeout'],
      ...failing(6, () => MINUTE_MS),
      [MINUTE_MS, 'handled'],
    ])
    assert.deepEqual(counts(foldAttempts(trace, rows)), [1, 4, 1, 1, 1, 4, 1, 1])
  })

  it('gives each row to one stretch, in order', () => {
    const [trace, rows] = chain([...failing(9, (index) => index * MINUTE_MS), [1, 'handled']])
    const covered = foldAttempts(trace, rows).flatMap(({ firstRow, lastRow }) =>
      Array.from({ length: lastRow - firstRow + 1 }, (_, index) => firstRow + index),
    )
    assert.deepEqual(covered, rows)
  })
})
