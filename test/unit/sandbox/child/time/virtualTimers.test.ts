import assert from 'node:assert/strict'
import { createTimerFunctions } from '../../../../../src/sandbox/child/time/timerFunctions'
import { VirtualTimers } from '../../../../../src/sandbox/child/time/virtualTimers'

/** Fires all that `set` sets, and gives what each fired with and when. */
function fired(set: (functions: ReturnType<typeof createTimerFunctions>, note: (what: unknown) => void) => void): string[] {
  const notes: string[] = []
  const timers = new VirtualTimers(0, {
    onUncaught: (error) => notes.push(`uncaught ${String(error)}`),
    isGone: () => false,
    placeHere: (delay) => ({ delay, setAt: new Error() }),
    onTooLong: () => undefined,
  })
  set(createTimerFunctions(timers), (what) => notes.push(`${String(what)} at ${timers.now()}`))
  for (let turns = 0; turns < 20_000 && timers.nextTimerAt() !== null; turns++) timers.fireNext()
  return notes
}

describe('The timers of an app', () => {
  it('fire in the order of their times, then in the order of setting, and immediates at once', () => {
    const notes = fired(({ setTimeout, setImmediate }, note) => {
      setTimeout(note, 5, 'later')
      setTimeout(note, 1, 'first')
      setTimeout(note, 1, 'second')
      setTimeout(() => setTimeout(note, 4, 'set last'), 1)
      setTimeout(() => setImmediate(note, 'set by one of them'), 1)
      setTimeout(note, 1, 'third')
      setImmediate(note, 'immediate')
    })
    assert.deepEqual(notes, [
      'immediate at 0',
      'first at 1',
      'second at 1',
      'third at 1',
      'set by one of them at 1',
      'later at 5',
      'set last at 5',
    ])
  })

  it('wait as long as Node would: whole ms, at least one, and one where the delay is none or too long', () => {
    const notes = fired(({ setTimeout }, note) => {
      for (const delay of ['7', 2.9, 0, -1, 'x', undefined, 2 ** 31, Infinity]) setTimeout(note, delay, delay)
    })
    assert.deepEqual(notes, [
      ...['0', '-1', 'x', 'undefined', `${2 ** 31}`, 'Infinity'].map((delay) => `${delay} at 1`),
      '2.9 at 2',
      '7 at 7',
    ])
  })

  it('do not fire once they are cleared, by themselves, their number or that as a text', () => {
    const notes = fired(({ setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate }, note) => {
      clearTimeout(setTimeout(note, 1, 'cleared'))
      clearTimeout(+setTimeout(note, 1, 'cleared'))
      clearInterval(`${+setTimeout(note, 1, 'cleared')}`)
      clearImmediate(setImmediate(note, 'cleared'))
      const twice = setInterval(() => (note('again'), count++ === 1 && clearInterval(twice)), 10)
      let count = 0
    })
    assert.deepEqual(notes, ['again at 10', 'again at 20'])
  })

  it('come again behind what they set for the same time, unless they are cleared meanwhile', () => {
    const notes = fired(({ setTimeout, setInterval, clearInterval }, note) => {
      const again = setInterval(() => {
        note('again')
        if (count++ === 1) clearInterval(+again)
        setTimeout(note, 10, 'set by it')
      }, 10)
      let count = 0
    })
    assert.deepEqual(notes, ['again at 10', 'set by it at 20', 'again at 20', 'set by it at 30'])
  })

  it('take no time where immediates set each other, as in Node, up to ten thousand in a row', () => {
    const notes = fired(({ setImmediate }, note) => {
      let count = 0
      const next = (): void => {
        if (++count >= 9_999) note(count)
        if (count < 10_001) setImmediate(next)
      }
      setImmediate(next)
    })
    assert.deepEqual(notes, ['9999 at 0', '10000 at 10', '10001 at 10'])
  })

  it('are what `this` is in their callbacks', () => {
    const notes = fired(({ setTimeout, setInterval, setImmediate, clearInterval, clearTimeout }, note) => {
      setInterval(function (this: unknown) {
        note('once')
        clearInterval(this)
      }, 1)
      const timer = setTimeout(function (this: unknown) {
        note(this === timer)
      }, 2)
      timer.refresh()
      const immediate = setImmediate(function (this: unknown) {
        note(this === immediate)
      })
      setTimeout(function (this: ReturnType<typeof setTimeout>) {
        note('twice')
        this.refresh()
        setTimeout(clearTimeout, 6, +this)
      }, 5)
    })
    assert.deepEqual(notes, ['true at 0', 'once at 1', 'true at 2', 'twice at 5', 'twice at 10'])
  })

  it('begin anew when refreshed, also where they have fired', () => {
    const notes = fired(({ setTimeout }, note) => {
      const timer = setTimeout(note, 10, 'refreshed')
      setTimeout(() => timer.refresh(), 5)
      setTimeout(() => timer.refresh(), 20)
    })
    assert.deepEqual(notes, ['refreshed at 15', 'refreshed at 30'])
  })

  it('take nothing but functions, with the error of Node', () =>
    assert.throws(() => fired(({ setTimeout }) => setTimeout('code' as never, 1)), { code: 'ERR_INVALID_ARG_TYPE' }))

  it('hand on what they throw, and fire on', () => {
    const notes = fired(({ setTimeout }, note) => {
      setTimeout(() => {
        throw new Error('no')
      }, 1)
      setTimeout(note, 1, 'next')
    })
    assert.deepEqual(notes, ['uncaught Error: no', 'next at 1'])
  })
})
