import { AsyncResource } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import timersPromises, { scheduler } from 'node:timers/promises'
import { promisify } from 'node:util'
import { install } from '@sinonjs/fake-timers'
import type { TimerOptions } from 'node:timers'
import type { Clock } from '../../simulator/clock'
import { VIRTUAL_TIMER } from './quiescence'
import { installVirtualDate } from './virtualDate'
import { installVirtualPerformance } from './virtualPerformance'

/** What fake-timers 15.5.0 keeps its timers in; not part of its interface, and looked at nowhere else. */
interface Timers {
  readonly timerHeap?: { peek(): { readonly callAt: number } | undefined }
  readonly timers?: ReadonlyMap<number, { readonly callAt: number; readonly func: object }> | undefined
}

/** A timer that has not fired. */
interface SetTimer {
  /** Virtual epoch ms. */
  readonly dueAt: number
  /** Made where it was set. */
  readonly setAt: Error
  /** Runs code in the async context that set it. */
  readonly run: <T>(code: () => T) => T
}

/** What virtual timers ask and tell. */
export interface TimerHooks {
  readonly onUncaught: (error: unknown) => void
  readonly placeHere: (delay: unknown) => Error
}

export interface VirtualClock extends Clock {
  /** The timers of the app, but for those that Node's own promises set with a signal. */
  openTimers(): readonly SetTimer[]
}

/**
 * Replaces Date, timers and `performance` by virtual ones that start at `start` (epoch ms). Microtasks and ticks stay real. A timer's
 * callback runs in the async context that set it; what it throws goes to `onUncaught`, called in that context. `placeHere` gives an error made where
 * a timer of a delay is set.
 */
export function installVirtualTime(start: number, { onUncaught, placeHere }: TimerHooks): VirtualClock {
  const fake = install({
    now: start,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'hrtime'],
    ignoreMissingTimers: true,
  }) as Omit<ReturnType<typeof install>, keyof Timers> & Timers
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) keepContext(name, { onUncaught, placeHere })
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
  const sleepWithSignal = timersPromises.setTimeout
  // Through the function above, which remembers where.
  const sleep = <T>(ms?: number, value?: T, options?: TimerOptions): Promise<T> =>
    options?.signal === undefined
      ? new Promise((resolve) => void setTimeout(() => resolve(value as T), ms))
      : sleepWithSignal(ms, value, options)
  Object.assign(timersPromises, { setTimeout: sleep })
  Object.assign(setTimeout, { [promisify.custom]: sleep })
  const wait = (ms: number, options?: TimerOptions): Promise<void> => sleep(ms, undefined, options)
  Object.defineProperty(scheduler, 'wait', { value: wait, configurable: true })
  Object.defineProperty(scheduler, 'yield', { value: () => timersPromises.setImmediate(), configurable: true })
  syncBuiltinESMExports()
  return {
    now: () => fake.now,
    nextTimerAt: () => fake.timerHeap?.peek()?.callAt ?? null,
    advanceTo: (time) => void (fake.now = time),
    fireNext: () => void fake.next(),
    openTimers: () =>
      [...(fake.timers?.values() ?? [])].flatMap(({ callAt, func }) => {
        const { setAt, context } = func as Partial<Origin>
        return setAt === undefined || context === undefined
          ? []
          : [{ dueAt: callAt, setAt, run: <T>(code: () => T): T => context.runInAsyncScope(code) }]
      }),
  }
}

/** Kept on the function that a timer calls: a weak map of many is slow for the collector. */
interface Origin {
  readonly setAt: Error
  readonly context: AsyncResource
}

/** fake-timers fires callbacks from our loop, where no handler runs: each is bound to the context that set it. */
function keepContext(name: 'setTimeout' | 'setInterval' | 'setImmediate', { onUncaught, placeHere }: TimerHooks): void {
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
    const fire = (...args: unknown[]): void => context.runInAsyncScope(guarded, undefined, ...args)
    return set(Object.assign(fire, { setAt: placeHere(rest[0]), context }), ...rest)
  }
  Object.assign(bound, set)
  Object.assign(globalThis, { [name]: bound })
  Object.assign(process.getBuiltinModule?.('node:timers') ?? {}, { [name]: bound })
}
