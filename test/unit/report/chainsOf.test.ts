import assert from 'node:assert/strict'
import type { Trace } from '../../../src/model/trace'
import { chainsOf } from '../../../src/report/chainsOf'

describe('chainsOf', () => {
  it('keeps deliveries of different events apart, however many copies one has', () => {
    const attempts = { length: 4, event: [0, 1, 0, 1], delivery: [65_538, 2, 65_538, 1] }
    assert.deepEqual(chainsOf({ events: [{}, {}], attempts } as unknown as Trace), [[0, 2], [1], [3]])
  })
})
