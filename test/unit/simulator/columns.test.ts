import assert from 'node:assert/strict'
import { eventColumnNames } from '../../../src/model/protocol'
import { attemptColumnNames } from '../../../src/model/trace'
import { appendAttempt, appendColumns, createAttemptColumns, createEventColumns, takeRows } from '../../../src/simulator/columns'

const filled = (count: number) => {
  const columns = createAttemptColumns(1)
  for (let at = 0; at < count; at++) appendAttempt(columns, at, 1, at + 1, 1000 * at)
  return columns
}

describe('columns', () => {
  it('grow past their capacity without losing a row', () => {
    const columns = filled(1000)
    assert.equal(columns.length, 1000)
    assert.equal(columns.startedAt[999], 999_000)
  })

  it('take 25 bytes an attempt, and as many an event', () => {
    const columns = createAttemptColumns(1)
    const bytes = attemptColumnNames.reduce((sum, name) => sum + columns[name].byteLength, 0)
    assert.equal(bytes, 25)
    const events = createEventColumns(1)
    assert.equal(
      eventColumnNames.reduce((sum, name) => sum + events[name].byteLength, 0),
      25,
    )
  })

  it('leave out those of zeros alone when taken', () => {
    const { event, durationMs } = takeRows(filled(10), attemptColumnNames, 10)
    assert.deepEqual([event.length, durationMs.length], [10, 0])
  })

  it('come back whole when taken in pieces and put together', () => {
    const source = filled(10)
    const whole = createAttemptColumns(1)
    appendColumns(whole, attemptColumnNames, takeRows(source, attemptColumnNames, 4))
    appendColumns(whole, attemptColumnNames, takeRows(source, attemptColumnNames, 6))
    assert.equal(source.length, 0)
    assert.deepEqual([...whole.event.subarray(0, 10)], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert.deepEqual([...whole.durationMs.subarray(0, 10)], new Array(10).fill(0))
    assert.deepEqual([...whole.attempt.subarray(0, 10)], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})
