import assert from 'node:assert/strict'
import { dataPolicy, droppedAt, eventPolicy, retryAt, retryPolicy, type RetryPolicy } from '../../../src/contract/retry'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const first = Date.UTC(2025, 0, 1)

/** When the attempts begin if each one fails and starts `lateMs` after it is due. */
function attempts(policy: RetryPolicy, lateMs = 0): number[] {
  const begins = [first]
  for (;;) {
    const dueAt = retryAt(policy, first, begins.at(-1)!, begins.length)
    if (dueAt === null) return begins
    begins.push(dueAt + lateMs)
  }
}

const waits = (policy: RetryPolicy): number[] => attempts(policy).map((at, index, all) => (index === 0 ? 0 : at - all[index - 1]!))

describe('the retries of an event', () => {
  it('are 3,360 at most, six minutes apart, the last exactly 14 days after the first attempt', () => {
    const begins = attempts(eventPolicy)
    assert.equal(begins.length, 3361)
    assert.equal(begins.at(-1), first + 14 * DAY_MS)
    assert.deepEqual(new Set(waits(eventPolicy).slice(1)), new Set([6 * MINUTE_MS]))
  })

  it('count from when the failed attempt began, whenever it was due', () => {
    assert.equal(retryAt(eventPolicy, first, first + 1000, 2), first + 1000 + 6 * MINUTE_MS)
  })

  it('are allowed up to 14 days after the first attempt began, that instant included', () => {
    const last = first + 14 * DAY_MS - 6 * MINUTE_MS
    assert.equal(retryAt(eventPolicy, first, last, 7), first + 14 * DAY_MS)
    assert.equal(retryAt(eventPolicy, first, last + 1, 7), null)
  })

  it('are fewer where attempts start late, and the last may start after 14 days', () => {
    const begins = attempts(eventPolicy, MINUTE_MS)
    assert.equal(begins.length, 2881)
    assert.equal(begins.at(-1), first + 14 * DAY_MS)
    const late = attempts(eventPolicy, MINUTE_MS + 1)
    assert.ok(late.at(-2)! < first + 14 * DAY_MS && late.at(-1)! > first + 14 * DAY_MS - 7 * MINUTE_MS)
    assert.deepEqual(attempts(eventPolicy, 15 * DAY_MS), [first, first + 6 * MINUTE_MS + 15 * DAY_MS])
  })

  it('end in a drop at the later of the last attempt’s end and 14 days after the first', () => {
    assert.equal(droppedAt(eventPolicy, first, first + 14 * DAY_MS - 1), first + 14 * DAY_MS)
    assert.equal(droppedAt(eventPolicy, first, first + 14 * DAY_MS + 5000), first + 14 * DAY_MS + 5000)
  })

  it('are the platform’s own words, so no assumption is stated', () => assert.equal(eventPolicy.assumption, null))
})

describe('the retries of a data change', () => {
  it('wait 1 minute, then twice as long each time, at most an hour, for up to 24 hours', () => {
    const [, ...steps] = waits(dataPolicy)
    assert.deepEqual(
      steps.slice(0, 8),
      [1, 2, 4, 8, 16, 32, 60, 60].map((minutes) => minutes * MINUTE_MS),
    )
    assert.ok(steps.slice(6).every((ms) => ms === HOUR_MS))
    assert.ok(attempts(dataPolicy).at(-1)! <= first + DAY_MS && attempts(dataPolicy).at(-1)! > first + DAY_MS - HOUR_MS)
  })

  it('may fall on the end of the 24 hours exactly', () => {
    assert.equal(retryAt(dataPolicy, first, first + 23 * HOUR_MS, 20), first + DAY_MS)
    assert.equal(retryAt(dataPolicy, first, first + 23 * HOUR_MS + 1, 20), null)
  })
})

describe('the retries of other sources', () => {
  it('are those of events for storage', () => {
    for (const contract of ['documented', 'sdk'] as const)
      assert.deepEqual(attempts(retryPolicy('storage', contract)), attempts(eventPolicy))
  })

  it('are none for a task by the documentation, which is dropped when it fails', () => {
    const policy = retryPolicy('task', 'documented')
    assert.deepEqual(attempts(policy), [first])
    assert.equal(droppedAt(policy, first, first + 10), first + 10)
  })

  it('are two for a task in the SDK, six minutes apart, and the drop comes with the last', () => {
    const policy = retryPolicy('task', 'sdk')
    assert.deepEqual(attempts(policy), [first, first + 6 * MINUTE_MS, first + 12 * MINUTE_MS])
    assert.equal(attempts(policy, DAY_MS).length, 3)
    assert.equal(droppedAt(policy, first, first + 12 * MINUTE_MS), first + 12 * MINUTE_MS)
  })

  it('are none for a scheduled run', () => {
    for (const contract of ['documented', 'sdk'] as const) assert.deepEqual(attempts(retryPolicy('schedule', contract)), [first])
  })

  it('are the same under both contracts for events and data', () => {
    for (const contract of ['documented', 'sdk'] as const) {
      assert.equal(retryPolicy('event', contract), eventPolicy)
      assert.equal(retryPolicy('data', contract), dataPolicy)
    }
  })

  it('state what is assumed of them', () => {
    assert.match(retryPolicy('data', 'documented').assumption!, /assumed/)
    assert.match(retryPolicy('storage', 'documented').assumption!, /assumed/)
    assert.match(retryPolicy('schedule', 'documented').assumption!, /assumed/)
    assert.match(retryPolicy('task', 'sdk').assumption!, /assumed/)
    assert.equal(retryPolicy('task', 'documented').assumption, null)
  })
})
