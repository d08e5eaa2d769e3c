import assert from 'node:assert/strict'
import { formatCount } from '../../../src/words/number'

describe('a count of things', () => {
  it('is in the plural but for one, with thousands apart', () =>
    assert.deepEqual(
      [formatCount(0, 'attempt'), formatCount(1, 'attempt'), formatCount(3361, 'attempt'), formatCount(1, 'retry', 'retries')],
      ['0 attempts', '1 attempt', '3,361 attempts', '1 retry'],
    ))
})
