import assert from 'node:assert/strict'
import { createClock } from '@sinonjs/fake-timers'
import fc from 'fast-check'
import { createTimerFunctions } from '../../src/sandbox/child/time/timerFunctions'
import { VirtualTimers } from '../../src/sandbox/child/time/virtualTimers'

/** What a callback does: sets more, or clears one of those that were set, by its order. */
type Act =
  | { readonly kind: 'setTimeout' | 'setImmediate'; readonly delay: number; readonly acts: readonly Act[] }
  | { readonly kind: 'clear'; readonly which: number }

const acts = (kinds: readonly ('setTimeout' | 'setImmediate')[], inner: fc.Arbitrary<Act[]>) =>
  fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ kind: fc.constant('clear' as const), which: fc.nat(20) }),
      fc.record({ kind: fc.constantFrom(...kinds), delay: fc.integer({ min: -1, max: 4 }), acts: inner }),
    ),
    { maxLength: 4 },
  )
const { inCallbacks } = fc.letrec<{ inCallbacks: Act[] }>((tie) => ({ inCallbacks: acts(['setTimeout'], tie('inCallbacks')) }))
/** What a callback sets as an immediate takes a millisecond in fake-timers, and none in Node. */
const programs = acts(['setTimeout', 'setImmediate'], inCallbacks)

interface Functions {
  setTimeout(callback: () => void, delay: number): unknown
  setImmediate(callback: () => void): unknown
  clearTimeout(timer: never): void
  clearImmediate(timer: never): void
}

/** Does the acts; gives which of the timers fired, in order, and when. */
function play(program: readonly Act[], functions: Functions, now: () => number, runAll: () => void): string[] {
  const fired: string[] = []
  const clears: (() => void)[] = []
  const perform = (act: Act): void => {
    if (act.kind === 'clear') return clears[act.which]?.()
    const number = clears.length
    const run = (): void => {
      fired.push(`${number} at ${now()}`)
      act.acts.forEach(perform)
    }
    if (act.kind === 'setImmediate') {
      const immediate = functions.setImmediate(run) as never
      clears.push(() => functions.clearImmediate(immediate))
    } else {
      const timer = functions.setTimeout(run, Math.max(act.delay, 1)) as never
      clears.push(() => functions.clearTimeout(timer))
    }
  }
  program.forEach(perform)
  runAll()
  return fired
}

describe('the timers of an app', () => {
  it('fire as those of fake-timers do, whatever they set and clear', () =>
    fc.assert(
      fc.property(programs, (program) => {
        const timers = new VirtualTimers(0, {
          onUncaught: (error) => assert.fail(String(error)),
          isGone: () => false,
          placeHere: (delay) => ({ delay, setAt: new Error() }),
          onTooLong: () => undefined,
        })
        const ours = play(program, createTimerFunctions(timers), timers.now, () => {
          while (timers.nextTimerAt() !== null) timers.fireNext()
        })
        const clock = createClock(0, Infinity)
        assert.deepEqual(
          ours,
          play(
            program,
            clock as unknown as Functions,
            () => clock.now,
            () => void clock.runAll(),
          ),
        )
      }),
      { numRuns: 2000 },
    ))
})
