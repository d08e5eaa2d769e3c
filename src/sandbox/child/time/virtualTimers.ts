import { AsyncResource } from 'node:async_hooks'
import type { Clock } from '../../../simulator/clock'
import { DueQueue, type Due } from '../../../simulator/dueQueue'
import { VIRTUAL_TIMER } from '../quiescence'
import type { Place } from './timerPlaces'
import { pauseBefore, turnAfter, type Turn } from './turns'

/** What timers tell and ask, in the async context that set them. */
export interface TimerHooks {
  readonly onUncaught: (error: unknown) => void
  /** Whether the instance that set it is gone, and its timers with it. */
  readonly isGone: () => boolean
  /** Where a timer of a delay is set. */
  readonly placeHere: (delay: number) => Place
  /** Told of a delay, in ms, that is too long for Node. */
  readonly onTooLong: (ms: number) => void
}

/** A timer that has not fired. */
interface OpenTimer {
  /** Virtual epoch ms. */
  readonly dueAt: number
  /** Made where it was set. */
  readonly setAt: Error
  /** Runs code in the async context that set it. */
  readonly run: <T>(code: () => T) => T
}

export type Callback = (...args: unknown[]) => unknown

/** A timer in the queue. */
export interface Timer extends Due {
  time: number
  /** Null where it was cleared. */
  callback: Callback | null
  readonly args: readonly unknown[]
  /** 0 of an immediate. */
  readonly delayMs: number
  readonly isRepeated: boolean
  /** Where the app set it, until it fires for the last time: who sets timers in callbacks must not keep them all, as a place keeps what `this` was there. */
  place: Place | null
  /** What the app has of it: `this` in its callback. */
  handle: unknown
  /** Null of a timer. */
  readonly turn: Turn | null
  /** The async context that set it, in which its callback runs. */
  readonly context: AsyncResource
  /** Whether its callback may queue ticks. */
  readonly mayTick: boolean
  /** 0 until somebody asks for its number. */
  id: number
}

/** The timers and immediates of the app, on a clock that stands still between them. */
export class VirtualTimers implements Clock {
  private readonly queue = new DueQueue<Timer>()
  /** What fired last, while what it led to at its instant may go on. */
  private fired: Timer | null = null
  private lastId = 0

  /** `time` is the first, in virtual epoch ms. */
  constructor(
    private time: number,
    readonly hooks: TimerHooks,
  ) {}

  readonly now = (): number => this.time

  set(callback: Callback, delayMs: number, args: readonly unknown[], isRepeated = false): Timer {
    const turn = delayMs === 0 ? turnAfter(this.fired?.turn ?? null, this.time) : null
    const time = this.time + (turn === null ? delayMs : pauseBefore(turn, this.time))
    const context = new AsyncResource(VIRTUAL_TIMER)
    const place = this.hooks.placeHere(delayMs)
    const mayTick = !isResolver(callback)
    const timer: Timer = {
      time,
      priority: 0,
      callback,
      args,
      delayMs,
      isRepeated,
      place,
      handle: null,
      turn,
      context,
      mayTick,
      id: 0,
      sequence: 0,
    }
    this.queue.push(timer)
    return timer
  }

  /** Calls back after whole ms: a wait of ours, which is told to nobody as a timer of the app. */
  wait(callback: () => void, delayMs: number): void {
    this.set(callback, delayMs, []).place = null
  }

  /** Sets a timer anew, from now. */
  again(timer: Timer): Timer {
    const place = timer.place ?? this.hooks.placeHere(timer.delayMs)
    const set = { ...timer, place, time: this.time + timer.delayMs }
    timer.callback = null
    if (set.callback !== null) this.queue.push(set)
    return set
  }

  /** The number that stands for a timer. */
  number(timer: Timer): number {
    return (timer.id ||= ++this.lastId)
  }

  numbered(id: number): Timer | undefined {
    const has = (timer: Timer | null): boolean => timer?.id === id && timer.callback !== null
    return has(this.fired) ? this.fired! : this.queue.all().find(has)
  }

  nextTimerAt(): number | null {
    return this.peek()?.time ?? null
  }

  mayNextTick(): boolean {
    return this.peek()?.mayTick ?? true
  }

  isImmediateNext(): boolean {
    return (this.peek()?.turn ?? null) !== null
  }

  advanceTo(time: number): void {
    this.time = time
    this.fired = null
  }

  fireNext(): void {
    const timer = this.peek()
    if (timer === undefined) return
    this.queue.drop(timer)
    this.time = timer.time
    this.fired = timer
    if (!timer.isRepeated) timer.place = null
    timer.context.runInAsyncScope(this.call, undefined, timer)
    // Behind what it set for the same time, as in Node.
    if (!timer.isRepeated || timer.callback === null) return
    timer.time = this.time + timer.delayMs
    this.queue.push(timer)
  }

  /** Those of the app that have not fired, in the order of setting. */
  openTimers(): OpenTimer[] {
    const open = this.queue.all().filter(({ callback, place }) => callback !== null && place !== null)
    return open
      .sort((a, b) => a.sequence! - b.sequence!)
      .map(({ time, place, context }) => ({ dueAt: time, setAt: place!.setAt, run: (code) => context.runInAsyncScope(code) }))
  }

  private peek(): Timer | undefined {
    const { queue } = this
    let timer = queue.peek()
    while (timer?.callback === null) {
      queue.drop(timer)
      timer = queue.peek()
    }
    return timer
  }

  private readonly call = (timer: Timer): void => {
    const { callback, handle, args } = timer
    if (this.hooks.isGone()) return void (timer.callback = null)
    try {
      Reflect.apply(callback!, handle, args)
    } catch (error) {
      this.hooks.onUncaught(error)
    }
  }
}

/** The function of V8 that `new Promise` hands out, as in `setTimeout(resolve, ms)`. It queues no tick, and a step without one costs a tenth less. */
function isResolver(callback: Callback): boolean {
  return callback.length === 1 && callback.name === '' && Function.prototype.toString.call(callback) === 'function () { [native code] }'
}
