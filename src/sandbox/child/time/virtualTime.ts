import { AsyncResource } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import timersPromises, { scheduler } from 'node:timers/promises'
import { promisify } from 'node:util'
import { install } from '@sinonjs/fake-timers'
import type { TimerOptions } from 'node:timers'
import type { Clock } from '../../../simulator/clock'
import type { Place } from './timerPlaces'
import { VIRTUAL_TIMER } from '../quiescence'
import { installVirtualDate } from './virtualDate'
import { installVirtualPerformance } from './virtualPerformance'

type TimerType = 'Timeout' | 'Interval' | 'Immediate'

/** What fake-timers 15.5.0 keeps its timers in; not part of its interface, and looked at nowhere else. */
interface Timers {
  readonly timerHeap?: { peek(): { readonly callAt: number; readonly func: object } | undefined }
  readonly timers?: ReadonlyMap<number, { readonly callAt: number; readonly func: object; readonly type: TimerType }> | undefined
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

export interface VirtualClock extends Clock {
  /** The timers of the app, but for those that Node's own promises set with a signal. */
  openTimers(): readonly SetTimer[]
}

/** What timers tell and ask, in the async context that set them. */
interface TimerHooks {
  readonly onUncaught: (error: unknown) => void
  /** Whether the instance that set it is gone, and its timers with it. */
  readonly isGone: () => boolean
  /** Where a timer of a delay is set. */
  readonly placeHere: (delay: unknown) => Place
}

/**
 * Replaces Date, timers and `performance` by virtual ones that start at `start` (epoch ms). Microtasks and ticks stay real. A timer's
 * callback runs in the async context that set it.
 */
export function installVirtualTime(start: number, hooks: TimerHooks): VirtualClock {
  const fake = install({
    now: start,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'hrtime'],
    ignoreMissingTimers: true,
  }) as Omit<ReturnType<typeof install>, keyof Timers> & Timers
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) keepContext(name, hooks)
  const typeOf = (timer: unknown): TimerType | undefined => (isTimerLike(timer) ? fake.timers?.get(Number(timer))?.type : undefined)
  clearOnly('clearTimeout', (timer) => /Timeout|Interval/.test(typeOf(timer) ?? ''))
  clearOnly('clearInterval', (timer) => /Timeout|Interval/.test(typeOf(timer) ?? ''))
  clearOnly('clearImmediate', (timer) => typeOf(timer) === 'Immediate')
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
  const promised = { ...timersPromises }
  // Through the function above, which remembers where.
  const sleep = <T>(ms?: number, value?: T, options?: TimerOptions): Promise<T> =>
    options?.signal === undefined
      ? new Promise((resolve) => void setTimeout(resolve, ms, value as T))
      : toldAsNode(promised.setTimeout(ms, value, options), options)
  const tick = <T>(value?: T, options?: TimerOptions): Promise<T> => toldAsNode(promised.setImmediate(value as T, options), options)
  async function* every<T>(ms?: number, value?: T, options?: TimerOptions): AsyncGenerator<T> {
    try {
      yield* promised.setInterval(ms, value, options)
    } catch (error) {
      throw asNodeTells(error, options)
    }
  }
  Object.assign(timersPromises, { setTimeout: sleep, setImmediate: tick, setInterval: every })
  Object.assign(setTimeout, { [promisify.custom]: sleep })
  const wait = (ms: number, options?: TimerOptions): Promise<void> => sleep(ms, undefined, options)
  Object.defineProperty(scheduler, 'wait', { value: wait, configurable: true })
  Object.defineProperty(scheduler, 'yield', { value: () => timersPromises.setImmediate(), configurable: true })
  syncBuiltinESMExports()
  return {
    now: () => fake.now,
    nextTimerAt: () => fake.timerHeap?.peek()?.callAt ?? null,
    mayNextTick: () => (fake.timerHeap?.peek()?.func as Partial<Origin> | undefined)?.mayTick ?? true,
    advanceTo: (time) => void (fake.now = time),
    fireNext: () => void fake.next(),
    openTimers: () =>
      [...(fake.timers?.values() ?? [])].flatMap(({ callAt, func }) => {
        const { place, context } = func as Partial<Origin>
        return place === undefined || context === undefined
          ? []
          : [{ dueAt: callAt, setAt: place.setAt, run: <T>(code: () => T): T => context.runInAsyncScope(code) }]
      }),
  }
}

/** Kept on the function that a timer calls: a weak map of many is slow for the collector. */
interface Origin {
  readonly place: Place
  readonly context: AsyncResource
  /** Whether the callback may queue ticks. */
  readonly mayTick: boolean
}

/** What Node's timers have beside what fake-timers gives theirs; shared, since each timer would pay. */
const closing = {
  close(this: NodeJS.Timeout) {
    clearTimeout(this)
    return this
  },
  [Symbol.dispose](this: NodeJS.Timeout) {
    clearTimeout(this)
  },
}

/** What is no timer is cleared without a word. */
function clearOnly(name: 'clearTimeout' | 'clearInterval' | 'clearImmediate', isTimer: (timer: unknown) => boolean): void {
  const clear = globalThis[name] as (timer: unknown) => void
  const only = (timer: unknown): void => {
    if (isTimer(timer)) clear(timer)
  }
  Object.assign(globalThis, { [name]: only })
  Object.assign(process.getBuiltinModule?.('node:timers') ?? {}, { [name]: only })
}

function isTimerLike(timer: unknown): boolean {
  return (
    typeof timer === 'number' || typeof timer === 'string' || (typeof timer === 'object' && timer !== null && Symbol.toPrimitive in timer)
  )
}

/** What Node rejects with where a signal called off a wait. */
class AbortError extends Error {
  override readonly name = 'AbortError'
  readonly code = 'ABORT_ERR'
}

function toldAsNode<T>(wait: Promise<T>, options: TimerOptions | undefined): Promise<T> {
  if (options?.signal === undefined) return wait
  return wait.catch((error: unknown) => {
    throw asNodeTells(error, options)
  })
}

/** fake-timers rejects with the signal's reason itself. */
function asNodeTells(error: unknown, options: TimerOptions | undefined): unknown {
  const { signal } = options ?? {}
  return signal?.aborted === true && error === signal.reason ? new AbortError('The operation was aborted', { cause: error }) : error
}

/** The function of V8 that `new Promise` hands out, as in `setTimeout(resolve, ms)`. It queues no tick, and a step without one costs a tenth less. */
function isResolver(callback: { readonly name: string; readonly length: number }): boolean {
  return callback.length === 1 && callback.name === '' && Function.prototype.toString.call(callback) === 'function () { [native code] }'
}

/** fake-timers fires callbacks from our loop, where no handler runs: each is bound to the context that set it. */
function keepContext(name: 'setTimeout' | 'setInterval' | 'setImmediate', { onUncaught, isGone, placeHere }: TimerHooks): void {
  const set = globalThis[name] as (callback: (...args: unknown[]) => void, ...rest: unknown[]) => unknown
  const bound = (callback: unknown, ...rest: unknown[]): unknown => {
    // What is no function gets Node's own error.
    if (typeof callback !== 'function') return set(callback as () => void, ...rest)
    const guarded = (...args: unknown[]): void => {
      if (isGone()) return clearInterval(timer as NodeJS.Timeout)
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
    const place = placeHere(rest[0])
    const timer = set(Object.assign(fire, { place, context, mayTick: !isResolver(callback) }), ...rest) as object
    return name === 'setImmediate' ? timer : Object.assign(timer, closing)
  }
  Object.assign(bound, set)
  Object.assign(globalThis, { [name]: bound })
  Object.assign(process.getBuiltinModule?.('node:timers') ?? {}, { [name]: bound })
}
