import assert from 'node:assert/strict'
import { formatCount, formatNumber } from '../../../src/words/number'

describe('a count of things', () => {
  it('is in the plural but for one, with thousands apart', () =>
    assert.deepEqual(
      [formatCount(0, 'attempt'), formatCount(1, 'attempt'), formatCount(3361, 'attempt'), formatCount(1, 'retry', 'retries')],
      ['0 attempts', '1 attempt', '3,361 attempts', '1 retry'],
    ))
})

describe('a number', () => {
  it('is written as English writes it, with three decimals at most', () =>
    assert.deepEqual([999, 1000, -1234567, 1234.56789, 0.1 + 0.2].map(formatNumber), ['999', '1,000', '-1,234,567', '1,234.568', '0.3']))
})
