import { AsyncResource } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import timersPromises, { scheduler } from 'node:timers/promises'
import { install } from '@sinonjs/fake-timers'
import type { TimerOptions } from 'node:timers'
import type { Clock } from '../../simulator/clock'
import { VIRTUAL_TIMER } from './quiescence'
import { installVirtualDate } from './virtualDate'
import { installVirtualPerformance } from './virtualPerformance'

/** What fake-timers 15.5.0 keeps its timers in; not part of its interface, and looked at nowhere else. */
interface TimerHeap {
  peek(): { readonly callAt: number } | undefined
}

/**
 * Replaces Date, timers and `performance` by virtual ones that start at `start` (epoch ms). Microtasks and ticks stay real. A timer's
 * callback runs in the async context that set it; what it throws goes to `onUncaught`, called in that context.
 */
export function installVirtualTime(start: number, { onUncaught }: { readonly onUncaught: (error: unknown) => void }): Clock {
  const fake = install({
    now: start,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'hrtime'],
    ignoreMissingTimers: true,
  }) as ReturnType<typeof install> & { readonly timerHeap?: TimerHeap }
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) keepContext(name, onUncaught)
  installVirtualDate(() => fake.now)
  installVirtualPerformance(start, () => fake.now)
  const realTimeout = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = (ms: number) => {
    // Node's own refuses what is no time; its signal is never waited for.
    realTimeout(ms)
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms)
    return controller.signal
  }
  const wait = (ms: number, options?: TimerOptions): Promise<void> => timersPromises.setTimeout(ms, undefined, options)
  Object.defineProperty(scheduler, 'wait', { value: wait, configurable: true })
  Object.defineProperty(scheduler, 'yield', { value: () => timersPromises.setImmediate(), configurable: true })
  syncBuiltinESMExports()
  return {
    now: () => fake.now,
    nextTimerAt: () => fake.timerHeap?.peek()?.callAt ?? null,
    advanceTo: (time) => void (fake.now = time),
    fireNext: () => void fake.next(),
  }
}

/** fake-timers fires callbacks from our loop, where no handler runs: each is bound to the context that set it. */
function keepContext(name: 'setTimeout' | 'setInterval' | 'setImmediate', onUncaught: (error: unknown) => void): void {
  const set = globalThis[name] as (callback: (...args: unknown[]) => void, ...rest: unknown[]) => unknown
  const bound = (callback: unknown, ...rest: unknown[]): unknown => {
    // What is no function gets Node's own error.
    if (typeof callback !== 'function') return set(callback as () => void, ...rest)
    const guarded = (...args: unknown[]): void => {
      try {
        ;(callback as (...args: unknown[]) => void)(...args)
      } catch (error) {
        onUncaught(error)
      }
    }
    const context = new AsyncResource(VIRTUAL_TIMER)
    // A delay is at least 1 ms, as in Node: code that polls without one must not hold virtual time back.
    if (name !== 'setImmediate' && !(Number(rest[0]) >= 1)) rest[0] = 1
    return set((...args: unknown[]) => context.runInAsyncScope(guarded, undefined, ...args), ...rest)
  }
  Object.assign(bound, set)
  Object.assign(globalThis, { [name]: bound })
  Object.assign(process.getBuiltinModule?.('node:timers') ?? {}, { [name]: bound })
}
