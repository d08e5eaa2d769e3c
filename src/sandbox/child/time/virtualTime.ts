import timers from 'node:timers'
import timersPromises, { scheduler } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { TimerOptions } from 'node:timers'
import { replace } from '../replace'
import { createTimerFunctions } from './timerFunctions'
import { installVirtualDate } from './virtualDate'
import { installVirtualTemporal } from './virtualTemporal'
import { installVirtualPerformance } from './virtualPerformance'
import { VirtualTimers, type TimerHooks } from './virtualTimers'
import { createWaits } from './waits'

/** When the process of an app began whose run starts at `start`, both in epoch ms: a while before, since libraries take a 0 of its clocks for no time. */
export const bornAt = (start: number): number => start - 100

/**
 * Replaces Date, timers, `performance` and `hrtime` by virtual ones that start at `start` (epoch ms). Microtasks and ticks stay real. A timer's
 * callback runs in the async context that set it.
 */
export function installVirtualTime(start: number, hooks: TimerHooks): VirtualTimers {
  const clock = new VirtualTimers(start, hooks)
  const functions = createTimerFunctions(clock)
  const waits = createWaits(functions)
  Object.assign(functions.setTimeout, { [promisify.custom]: waits.setTimeout })
  Object.assign(functions.setImmediate, { [promisify.custom]: waits.setImmediate })
  Object.assign(globalThis, functions)
  Object.assign(timers, functions)
  Object.assign(timersPromises, waits)
  const wait = (ms: number, options?: TimerOptions): Promise<void> => waits.setTimeout(ms, undefined, options)
  replace(scheduler, 'wait', wait)
  replace(scheduler, 'yield', () => waits.setImmediate())
  installVirtualDate(clock.now)
  installVirtualTemporal(clock.now)
  installVirtualPerformance(bornAt(start), clock.now)
  process.hrtime = createHrtime(() => clock.now() - bornAt(start))
  const realTimeout = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = (ms: number) => {
    // Node's own refuses what is no time; its signal is never waited for.
    realTimeout(ms)
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms)
    return controller.signal
  }
  return clock
}

/** `process.hrtime` of the ms since a start. */
function createHrtime(sinceStart: () => number): NodeJS.HRTime {
  const realHrtime = process.hrtime.bind(process)
  const nanos = (): number => Math.round(sinceStart() * 1e6)
  const hrtime = (earlier?: [number, number]): [number, number] => {
    // Node's own refuses what is no time.
    realHrtime(earlier)
    const passed = nanos() - (earlier === undefined ? 0 : earlier[0] * 1e9 + earlier[1])
    const seconds = Math.floor(passed / 1e9)
    return [seconds, passed - seconds * 1e9]
  }
  return Object.assign(hrtime, { bigint: () => BigInt(nanos()) })
}
