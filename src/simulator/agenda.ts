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
  readonly isStale?: () => boolean
  /** Runs only while something else keeps the run open, or up to a given end. */
  readonly isWeak?: boolean
}

function keepsOpen({ isWeak, isStale }: Item): boolean {
  return isWeak !== true && isStale?.() !== true
}

/**
 * The discrete-event loop: what is due, in total order, on one clock with the app's timers. Pure: the clock and `settle`,
 * which resolves when all that runs by itself (microtasks, real I/O) has come to rest, are injected.
 */
export class Agenda {
  private readonly queue = new DueQueue<Item>()
  private stopReason: Stop | null = null

  constructor(
    readonly clock: Clock,
    private readonly settle: () => Promise<void>,
  ) {}

  get stopped(): Stop | null {
    return this.stopReason
  }

  /** Ends the run before the next item; the first reason stands. */
  stop(reason: Stop): void {
    this.stopReason ??= reason
  }

  /** Runs `run` at `time`, or now where that is past. */
  at(time: number, run: () => void, priority = 0, isStale?: () => boolean): void {
    this.queue.push({ time: Math.max(time, this.clock.now()), priority, run, ...(isStale && { isStale }) })
  }

  /** Runs `run` at `time` unless the run is over by then: it does not keep a run without an end open. */
  whileOpen(time: number, run: () => void): void {
    this.queue.push({ time: Math.max(time, this.clock.now()), priority: 0, run, isWeak: true })
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
  async run(until: number): Promise<void> {
    const { clock, queue } = this
    let instant = -Infinity
    let timers = 0
    for (;;) {
      await this.settle()
      if (this.stopReason !== null) return
      let item = queue.peek()
      while (item?.isStale?.() === true) {
        queue.pop()
        item = queue.peek()
      }
      if (item === undefined) return
      if (item.isWeak === true && until === Infinity && !queue.some(keepsOpen)) return
      const timerAt = clock.nextTimerAt()
      const isTimer = timerAt !== null && (timerAt < item.time || (timerAt === item.time && item.priority === LAST))
      if ((isTimer ? timerAt : item.time) > until) {
        clock.advanceTo(until)
        return
      }
      if (isTimer) {
        timers = timerAt === instant ? timers + 1 : 1
        instant = timerAt
        if (timers > MAX_TIMERS_AT_ONCE) this.stop(timerStop)
        else clock.fireNext()
      } else {
        queue.pop()
        clock.advanceTo(Math.max(item.time, clock.now()))
        item.run()
      }
    }
  }
}
