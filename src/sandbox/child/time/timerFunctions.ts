import { formatDuration } from '../../../words/duration'
import { placeBehind } from '../../../words/place'
import type { Site } from '../../../model/site'
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
      new Timeout(timers, timers.set(checked(callback), delayOf(delay, timers), args)),
    setInterval: (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
      new Timeout(timers, timers.set(checked(callback), delayOf(delay, timers), args, true)),
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

/** Says of a timer that it does not wait as long as it is to. */
export function tellTooLong(ms: number, site: Site | null): string {
  const asked = Number.isFinite(ms) ? formatDuration(ms) : 'endless time'
  return `A timer of ${asked}${placeBehind(site)} fires after 1 ms: Node takes no delay of more than ${formatDuration(MAX_DELAY_MS)}.`
}

/** At least 1 ms, as in Node: code that polls without a delay must not hold virtual time back. */
function delayOf(delay: unknown, { hooks }: VirtualTimers): number {
  const ms = Number(delay)
  if (ms > MAX_DELAY_MS) hooks.onTooLong(ms)
  return ms >= 1 && ms <= MAX_DELAY_MS ? Math.trunc(ms) : 1
}
