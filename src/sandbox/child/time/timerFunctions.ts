import { natives } from '../natives'
import { Immediate, Timeout } from './timeout'
import type { Callback, VirtualTimers } from './virtualTimers'

/** Node takes a longer delay for one of 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1

export type TimerFunctions = ReturnType<typeof createTimerFunctions>

/** Node's functions of timers, as an app calls them. */
export function createTimerFunctions(timers: VirtualTimers) {
  const clear = (timer: unknown): void => {
    if (timer instanceof Timeout) timer.close()
    // A number, or one as a text, may stand for a timer.
    else if (typeof timer === 'number' || typeof timer === 'string') {
      const numbered = timers.numbered(Number(timer))
      if (numbered !== undefined) numbered.callback = null
    }
  }
  return {
    setTimeout: (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
      new Timeout(timers, timers.set(checked(callback), delayOf(delay), args)),
    setInterval: (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
      new Timeout(timers, timers.set(checked(callback), delayOf(delay), args, true)),
    setImmediate: (callback: Callback, ...args: unknown[]): Immediate => new Immediate(timers.set(checked(callback), 0, args)),
    clearTimeout: (timer?: unknown): void => clear(timer),
    clearInterval: (timer?: unknown): void => clear(timer),
    clearImmediate: (immediate?: unknown): void => {
      if (immediate instanceof Immediate) immediate[Symbol.dispose]()
    },
  }
}

/** What is no function gets Node's own error. */
function checked(callback: Callback): Callback {
  if (typeof callback !== 'function') natives.setTimeout(callback)
  return callback
}

/** At least 1 ms, as in Node: code that polls without a delay must not hold virtual time back. */
function delayOf(delay: unknown): number {
  const ms = Number(delay)
  return ms >= 1 && ms <= MAX_DELAY_MS ? Math.trunc(ms) : 1
}
