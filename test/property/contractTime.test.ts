import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DAY_MS, formatDuration, HOUR_MS, MINUTE_MS, parseDuration, SECOND_MS } from '../../src/words/duration'
import { droppedAt, retryAt, retryPolicy } from '../../src/contract/retry'
import type { EventSource } from '../../src/model/trace'

const contract = fc.constantFrom('documented' as const, 'sdk' as const)
const source = fc.constantFrom<EventSource>('event', 'data', 'storage', 'task', 'schedule', 'ws')

describe('a duration', () => {
  it('that is shown is read back as what it showed, never more than it was', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 * DAY_MS }), (ms) => {
        const shown = parseDuration(formatDuration(ms))!
        assert.ok(shown <= ms && ms - shown < Math.max(1, ms / 24))
        assert.equal(formatDuration(shown), formatDuration(ms))
      }),
    )
  })

  it('of a whole number of units is shown exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 365 }), fc.constantFrom(1, SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS), (count, unitMs) => {
        assert.equal(parseDuration(formatDuration(count * unitMs)), count * unitMs)
      }),
    )
  })

  it('is a whole number of ms or none, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(\d{1,20}(\.\d{1,5})? ?(ms|s|min|h|d|w|x) ?){0,3}$/)), (text) => {
        const ms = parseDuration(text)
        assert.ok(ms === null || (Number.isSafeInteger(ms) && ms >= 0))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('retries, however late attempts start and however long they take', () => {
  it('are due after the failed attempt began and within the retention; the drop is never before either', () => {
    const lateness = fc.array(fc.integer({ min: 0, max: 2 * DAY_MS }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(source, contract, lateness, fc.integer({ min: 0, max: MINUTE_MS }), (from, side, late, tookMs) => {
        const policy = retryPolicy(from, side)
        const first = Date.UTC(2025, 0, 1)
        let startedAt = first
        let attempt = 1
        for (;;) {
          const dueAt = retryAt(policy, first, startedAt, attempt)
          if (dueAt === null) break
          assert.ok(dueAt > startedAt && dueAt <= first + policy.retentionMs)
          startedAt = dueAt + late[attempt % late.length]!
          attempt++
        }
        assert.ok(attempt <= 3361 && attempt <= policy.maxAttempts)
        const dropped = droppedAt(policy, first, startedAt + tookMs)
        assert.ok(dropped >= startedAt + tookMs && (policy.retentionMs === Infinity || dropped >= first + policy.retentionMs))
      }),
      { numRuns: 300 },
    )
  })
})
