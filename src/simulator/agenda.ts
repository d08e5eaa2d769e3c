import type { Stop } from '../model/trace'
import type { Clock } from './clock'
import { DueQueue, type Due } from './queue'

/** The turn of a time limit: after all else of its instant, so that settling exactly at the limit is in time. */
export const LAST = Number.MAX_SAFE_INTEGER

/** Timers and immediates of the app that may fire at one instant: more is code that waits for a time that never comes. */
const MAX_TIMERS_AT_ONCE = 100_000

const timerStop: Stop = {
  reason: 'budget-timers',
  event: null,
  site: null,
  message: `More than ${MAX_TIMERS_AT_ONCE.toLocaleString('en-US')} timers fired at one instant: code polls with setImmediate. Let it wait with setTimeout.`,
}

interface Item extends Due {
  readonly run: () => void
  /** An item that no longer matters neither moves the clock nor keeps the run from being idle. */
  readonly isStale: (() => boolean) | null
  /** Runs only while something else keeps the run open, or up to a given end. */
  readonly isWeak: boolean
}

function keepsOpen({ isWeak, isStale }: Item): boolean {
  return !isWeak && isStale?.() !== true
}

/** Calls `next`, once and later, when all that runs by itself (microtasks, real I/O) has come to rest. */
export type Settle = (next: () => void) => void

/** The discrete-event loop: what is due, in total order, on one clock with the app's timers. Pure: the clock and `settle` are injected. */
export class Agenda {
  private readonly queue = new DueQueue<Item>()
  private stopReason: Stop | null = null
  /** What the end of the step that runs brings about. */
  private readonly atRest: (() => void)[] = []
  private instant = -Infinity
  private timersOfInstant = 0
  private readonly fireNext = (): void => this.clock.fireNext()

  constructor(
    readonly clock: Clock,
    private readonly settle: Settle,
  ) {}

  get stopped(): Stop | null {
    return this.stopReason
  }

  /** Whether an item or a timer is due at this instant. */
  get isDue(): boolean {
    const now = this.clock.now()
    return (this.queue.peek()?.time ?? Infinity) <= now || (this.clock.nextTimerAt() ?? Infinity) <= now
  }

  /** Ends the run before the next item; the first reason stands. */
  stop(reason: Stop): void {
    this.stopReason ??= reason
  }

  /** Runs `run` at `time`, or now where that is past. */
  at(time: number, run: () => void, priority = 0, isStale: (() => boolean) | null = null): void {
    this.queue.push({ time: Math.max(time, this.clock.now()), priority, run, isStale, isWeak: false, sequence: 0 })
  }

  /** Runs `run` at `time` unless the run is over by then: it does not keep a run without an end open. */
  whileOpen(time: number, run: () => void): void {
    this.queue.push({ time: Math.max(time, this.clock.now()), priority: 0, run, isStale: null, isWeak: true, sequence: 0 })
  }

  /** Runs `run` when what runs now has come to rest, before anything else that is due. */
  whenAtRest(run: () => void): void {
    this.atRest.push(run)
  }

  /** Settles like `operation`, run as an item of this instant: what makes attempts that overlap interleave. */
  complete<T>(operation: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.at(this.clock.now(), () => {
        try {
          resolve(operation())
        } catch (error) {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the operation threw is passed on
          reject(error)
        }
      })
    })
  }

  /** Runs to idle (nothing due that still matters), to `until` (virtual epoch ms; what is due then still runs), or to a stop. */
  run(until: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const next = (): void => {
        try {
          const run = this.take(until)
          if (run === null) return resolve()
          run()
          this.settle(next)
        } catch (error) {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever an item threw is passed on
          reject(error)
        }
      }
      this.settle(next)
    })
  }

  /** Takes what is due next, with the clock at its time; null when the run is over. */
  private take(until: number): (() => void) | null {
    const { clock, queue } = this
    if (this.atRest.length > 0) for (const run of this.atRest.splice(0)) run()
    if (this.stopReason !== null) return null
    let item = queue.peek()
    while (item?.isStale?.() === true) {
      queue.pop()
      item = queue.peek()
    }
    if (item === undefined) return null
    if (item.isWeak && until === Infinity && !queue.some(keepsOpen)) return null
    const timerAt = clock.nextTimerAt()
    const isTimer = timerAt !== null && (timerAt < item.time || (timerAt === item.time && item.priority === LAST))
    if ((isTimer ? timerAt : item.time) > until) {
      clock.advanceTo(until)
      return null
    }
    if (isTimer) {
      this.timersOfInstant = timerAt === this.instant ? this.timersOfInstant + 1 : 1
      this.instant = timerAt
      if (this.timersOfInstant <= MAX_TIMERS_AT_ONCE) return this.fireNext
      this.stop(timerStop)
      return null
    }
    queue.pop()
    clock.advanceTo(Math.max(item.time, clock.now()))
    return item.run
  }
}
