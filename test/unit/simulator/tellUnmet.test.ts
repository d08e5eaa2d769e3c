import assert from 'node:assert/strict'
import { tellUnmet } from '../../../src/simulator/tellUnmet'

describe('tellUnmet', () => {
  it('tells choices of a kind in one sentence, the first three by their keys', () => {
    const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `a#${index + 1}@1.1`)
    const tell = (count: number): string[] => tellUnmet({ keys: keys(count), copies: [], crashes: [], injections: [], draws: false }, [])
    assert.deepEqual(tell(0), [])
    assert.deepEqual(tell(1), ['The schedule has a choice for a#1@1.1, and no such attempt came.'])
    assert.deepEqual(tell(2), ['The schedule has choices for 2 attempts (a#1@1.1, a#2@1.1), and no such attempt came.'])
    assert.deepEqual(tell(1004), [
      'The schedule has choices for 1,004 attempts (a#1@1.1, a#2@1.1, a#3@1.1 and 1,001 more), and no such attempt came.',
    ])
  })
})
