import assert from 'node:assert/strict'
import { inlayHintsOf } from '../../../../src/host/language/inlayHints'
import { atOnce, graphOf, handler, publisher } from '../graphOf'
import { unshifted } from './unshifted'

const at = (line: number) => ({ file: 'src/index.ts', line, column: 3, endLine: line, endColumn: 9 })

const hints = (...parts: Parameters<typeof graphOf>): string[] =>
  inlayHintsOf(graphOf(...parts), 'src/index.ts', unshifted, 'documented').map(({ span, label }) => `${span.line} ${label}`)

describe('inlay hints', () => {
  it('show what a delay comes to, unless its text says so', () => {
    const publishers = [
      publisher({ after: '5 * MINUTE', afterMs: 300_000, afterAt: at(1) }),
      publisher({ after: "'5 minutes'", afterMs: 300_000, afterAt: at(2) }),
      publisher({ after: 'when()', afterAt: at(3) }),
    ]
    assert.deepEqual(hints({ events: [{ name: 'a', publishers, handlers: [] }] }), ['1 = 5 min'])
  })

  it('show of a delay by a name that it is a calendar span, a moment or no time, and of a task when it starts', () => {
    const publishers = [
      publisher({ after: 'SOON', afterValue: '1 month', afterAt: at(1) }),
      publisher({ after: 'LATE', afterValue: '10 mins', afterAt: at(2) }),
    ]
    const run = { ...at(3), ...atOnce, within: null, task: 'sweep', triggers: [], after: '5 * MINUTE', afterMs: 300_000, afterAt: at(3) }
    assert.deepEqual(hints({ events: [{ name: 'a', publishers, handlers: [] }], taskRuns: [run] }), [
      '1 = 1 month',
      '2 = no valid time: fails',
      '3 = 5 min',
    ])
  })

  it('show what a timeout comes to, and what Ampt gives where that is another', () => {
    const handlers = [
      handler({ timeoutMs: 30_000, timeoutAt: at(1) }),
      handler({ timeoutMs: 300_000, timeoutAt: at(2) }),
      handler({ timeoutMs: 1_000, timeoutAt: at(3) }),
    ]
    assert.deepEqual(hints({ events: [{ name: 'a', publishers: [], handlers }] }), [
      '1 = 30 s',
      '2 = 5 min, Ampt allows 1 min',
      '3 = 1 s, Ampt gives 5 s',
    ])
  })

  it('say of a delay that the callers of a wrapper give that some give none', () => {
    const publishers = [publisher({ after: 'after', afterMs: 60_000, afterAt: at(1) }), publisher({})]
    assert.deepEqual(hints({ events: [{ name: 'a', publishers, handlers: [] }] }), ['1 = 1 min or none'])
  })

  it('show all that options mean which several calls share, once', () => {
    const shared = { after: 'DELAY', afterAt: at(1) }
    const events = ['a', 'b'].map((name, index) => ({
      name,
      publishers: [publisher({ ...shared, afterMs: (index + 1) * 60_000 })],
      handlers: [],
    }))
    assert.deepEqual(hints({ events }), ['1 = 1 min or 2 min'])
  })
})
