import assert from 'node:assert/strict'
import { effectiveTimeout, readAttemptTimeout, readTimeout, timeoutRange } from '../../../src/contract/timeout'

const contracts = ['documented', 'sdk'] as const

describe('the timeout of an event', () => {
  it('is 5,000 ms when none of its on calls asks for one', () => {
    assert.equal(effectiveTimeout([]), 5000)
    assert.equal(effectiveTimeout([undefined, undefined]), 5000)
  })

  it('is the largest that any of its on calls asks for', () => assert.equal(effectiveTimeout([7000, undefined, 30_000, 6000]), 30_000))

  it('is at most 60,000 ms, with a warning when more is asked for', () => {
    assert.deepEqual(readTimeout(60_000), { timeoutMs: 60_000, warning: null })
    const { timeoutMs, warning } = readTimeout(60_001)
    assert.equal(timeoutMs, 60_000)
    assert.equal(warning, 'A timeout of 60001 ms is more than the maximum, so it is 60000 ms.')
    assert.equal(effectiveTimeout([300_000]), 60_000)
    assert.equal(effectiveTimeout([Infinity]), 60_000)
  })

  it('is at least 5,000 ms, with a warning when less is asked for', () => {
    assert.deepEqual(readTimeout(5000), { timeoutMs: 5000, warning: null })
    for (const asked of [4999, 1, 0, -1]) {
      assert.equal(readTimeout(asked).timeoutMs, 5000)
      assert.match(readTimeout(asked).warning!, /has no effect/)
      assert.equal(effectiveTimeout([asked]), 5000)
    }
  })

  it('counts text that is a number in the SDK alone, and says so', () => {
    const [documented, sdk] = contracts.map((contract) => readTimeout('10000', timeoutRange('event', contract)))
    assert.equal(documented!.timeoutMs, 5000)
    assert.match(documented!.warning!, /is text, so it is 5000 ms\. On @ampt\/sdk 1\.0\.20 it would be read as 10000\.$/)
    assert.equal(sdk!.timeoutMs, 10_000)
    assert.match(sdk!.warning!, /by the documentation it is 5000 ms\.$/)
    assert.equal(readTimeout('1e9', timeoutRange('event', 'sdk')).timeoutMs, 60_000)
  })

  it('is the default when what is asked for is no number', () => {
    for (const asked of ['10s', null, NaN, {}]) {
      assert.equal(readTimeout(asked).timeoutMs, 5000)
      assert.match(readTimeout(asked).warning!, /is a number of ms/)
    }
  })
})

describe('the timeout of other sources', () => {
  it('is that of events for data, and can be less in the SDK, which sets it again at the call', () => {
    assert.deepEqual(timeoutRange('data', 'documented'), timeoutRange('event', 'documented'))
    assert.deepEqual(timeoutRange('data', 'sdk'), { ...timeoutRange('event', 'sdk'), canLower: true })
  })

  it('is up to 600 s for storage by the documentation, 60 s in the SDK', () => {
    assert.equal(timeoutRange('storage', 'documented').maxMs, 600_000)
    assert.equal(timeoutRange('storage', 'sdk').maxMs, 60_000)
  })

  it('is 30 s for a task, up to the four hours of the largest plan or the 900 s of the SDK, and can be less', () => {
    for (const [contract, maxMs] of [
      ['documented', 4 * 3_600_000],
      ['sdk', 900_000],
    ] as const) {
      const range = timeoutRange('task', contract)
      assert.equal(readTimeout(undefined, range).timeoutMs, 30_000)
      assert.equal(readTimeout(maxMs, range).timeoutMs, maxMs)
      assert.equal(readTimeout(maxMs + 1, range).timeoutMs, maxMs)
      assert.deepEqual(readTimeout(1000, range), { timeoutMs: 1000, warning: null })
      assert.equal(readTimeout(0, range).timeoutMs, 30_000)
    }
  })

  it('is 30 s for a schedule by the documentation and 20 s in the SDK, up to 300 s', () => {
    assert.equal(readTimeout(undefined, timeoutRange('schedule', 'documented')).timeoutMs, 30_000)
    assert.equal(readTimeout(undefined, timeoutRange('schedule', 'sdk')).timeoutMs, 20_000)
    for (const contract of contracts) assert.equal(readTimeout(300_001, timeoutRange('schedule', contract)).timeoutMs, 300_000)
  })
})

describe('the timeout of a WebSocket', () => {
  it('is 5 s, up to 60 s, and can be less', () => {
    for (const contract of contracts) {
      const range = timeoutRange('ws', contract)
      for (const [asked, timeoutMs] of [
        [undefined, 5000],
        [60_001, 60_000],
        [1000, 1000],
      ] as const)
        assert.equal(readTimeout(asked, range).timeoutMs, timeoutMs)
    }
  })
})

describe('context.setTimeout', () => {
  it('takes 1 to 60,000 ms, and may lower', () => {
    for (const ms of [1, 100, 60_000]) assert.deepEqual(readAttemptTimeout(ms), { timeoutMs: ms })
  })

  it('refuses anything else, and says what it takes', () => {
    for (const ms of [0, 0.5, -1, 60_001, Infinity, NaN, '5', null, undefined]) {
      const result = readAttemptTimeout(ms)
      assert.ok('error' in result)
      assert.match(result.error, /takes 1 to 60000 ms/)
    }
  })
})
