import assert from 'node:assert/strict'
import { delayLabel, tellDelay } from '../../../src/words/tellDelay'
import type { Delay } from '../../../src/model/graph'

const atOnce: Delay = { after: null, afterAt: null, afterMs: null, afterRangeMs: null, afterValue: null }

describe('a delay in words', () => {
  for (const [what, delay, words, label] of [
    ['none', {}, null, null],
    ['that is fixed', { after: 'SOON', afterMs: 300_000, afterValue: 300_000 }, 'after 5 min', '+5 min'],
    ['that chance draws', { after: 'draw()', afterRangeMs: { min: 0, max: 999 } }, 'after 0–999 ms', '+0–999 ms'],
    ['whose length hangs on the day', { after: 'LATER', afterValue: '2 months' }, 'after 2 months', 'after 2 months'],
    ['that the text does not fix', { after: 'delay' }, 'after delay', 'after delay'],
    ['that is none', { after: 'null' }, 'after null', 'after null'],
  ] as const satisfies readonly [string, Partial<Delay>, string | null, string | null][]) {
    it(`${what} reads ${words}, in short ${label}`, () => {
      const told = { ...atOnce, ...delay }
      assert.deepEqual([tellDelay(told), delayLabel(told)], [words, label])
    })
  }
})
