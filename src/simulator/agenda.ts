import type { Stop } from '../model/trace'
import type { Clock } from './clock'
import { DueQueue, earlier, type Due } from './dueQueue'

/** The turn of a time limit: after all else of its instant, so that settling exactly at the limit is in time. */
export const LAST = Number.MAX_SAFE_INTEGER

/** Something to do at a virtual time; it may be queued again when it has run. */
export interface Item extends Due {
  time: number
  priority: number
  readonly run: () => void
  /** An item that no longer matters neither moves the clock nor keeps the run from being idle. */
  readonly isStale: (() => boolean) | null
  /** Runs no code of the app: there is nothing to settle behind it. */
  readonly isQuiet: boolean
  /** Completes an operation of the platform: behind the timers of its instant, which Node fires in one turn before it looks for answers. */
  readonly isOperation?: true
}

/** An item, to be queued again and again, that does what runs no code of the app. */
export function quietItem(run: () => void): Item {
  return { time: 0, priority: 0, run, isStale: null, isQuiet: true, sequence: 0 }
}

/** Calls `next`, once and later, when all that runs by itself (microtasks, real I/O) has come to rest, and what that gives. */
export type Settle = (next: Next) => void
export type Next = () => Call | null

/** Code of the app that a step leads to; it is handed out, since each frame below costs each error that it throws a part of a microsecond. */
export interface Call {
  readonly run: () => void
  /** Ticks that it queues come before its microtasks, as with Node's own timers. A handler is called behind the wait for its event: in a microtask. */
  readonly isTask: boolean
}

/** The discrete-event loop: what is due, in total order, on one clock with the app's timers. Pure: the clock and `settle` are injected. */
export class Agenda {
  private readonly due: DueQueue<Item>
  /** Items that run only while something else keeps the run open, or up to a given end. */
  private readonly weak: DueQueue<Item>
  /** Why the run ends before it is idle. */
  stopped: Stop | null = null
  /** What the end of the step that runs brings about. */
  private atRest: (() => void)[] = []
  private readonly fireNext: Item
  private behind: Call | null = null
  /** The app's timers fire up to this time (virtual epoch ms) though nothing else is left to do. */
  openUntil = -Infinity

  constructor(
    readonly clock: Clock,
    private readonly settle: Settle,
  ) {
    const turns = { count: 0 }
    this.due = new DueQueue(turns)
    this.weak = new DueQueue(turns)
    const run = (): void => clock.fireNext()
    const task: Call = { run, isTask: true }
    const microtask: Call = { run, isTask: false }
    const callTimer = (): void => this.callBehind(clock.mayNextTick() ? task : microtask)
    this.fireNext = { time: 0, priority: 0, run: callTimer, isStale: null, isQuiet: false }
  }

  /** Whether an item or a timer is due at this instant. */
  get isDue(): boolean {
    const now = this.clock.now()
    return (earlier(this.due.peek(), this.weak.peek())?.time ?? Infinity) <= now || (this.clock.nextTimerAt() ?? Infinity) <= now
  }

  /** Ends the run before the next item; the first reason stands. */
  stop(reason: Stop): void {
    this.stopped ??= reason
  }

  /** Runs `run` at `time`, or now where that is past. */
  at(time: number, run: () => void, priority = 0, isStale: Item['isStale'] = null): void {
    this.queue({ time, priority, run, isStale, isQuiet: false, sequence: 0 }, time)
  }

  /** Queues an item that is not in the queue, for a whole ms: nothing comes early. */
  queue(item: Item, time: number, queue = this.due): void {
    item.time = Math.max(Math.ceil(time), this.clock.now())
    queue.push(item)
  }

  /** Runs `run` at `time` unless the run is over by then: it does not keep a run without an end open. */
  whileOpen(time: number, run: () => void): void {
    this.queue({ time, priority: 0, run, isStale: null, isQuiet: false, sequence: 0 }, time, this.weak)
  }

  /** Runs `run` when what runs now has come to rest, before anything else that is due. */
  whenAtRest(run: () => void): void {
    this.atRest.push(run)
  }

  /** Settles when nothing else is left to do at `time`. */
  rest(time: number): Promise<void> {
    return new Promise((resolve) => this.at(time, resolve, LAST))
  }

  /** Makes a call behind the item that runs. */
  callBehind(call: Call): void {
    this.behind = call
  }

  /** Settles like `operation`, run as an item of this instant, or of a later one: what makes attempts that overlap interleave. */
  complete<T>(operation: () => T, time = this.clock.now()): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = (): void => {
        try {
          resolve(operation())
        } catch (error) {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the operation threw is passed on
          reject(error)
        }
      }
      this.queue({ time, priority: 0, run, isStale: null, isQuiet: false, isOperation: true, sequence: 0 }, time)
    })
  }

  /** Runs to idle (nothing due that still matters), to `until` (virtual epoch ms; what is due then still runs), or to a stop. */
  run(until: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const next: Next = () => {
        try {
          let item
          do {
            item = this.take(until)
            if (item === null) {
              resolve()
              return null
            }
            item.run()
          } while (item.isQuiet)
          this.settle(next)
          const { behind } = this
          this.behind = null
          return behind
        } catch (error) {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever an item threw is passed on
          reject(error)
          return null
        }
      }
      this.settle(next)
    })
  }

  /** Of an item that is due at the same time as the next timer. */
  private isBehindTimer({ priority, isOperation }: Item): boolean {
    return priority === LAST || (isOperation === true && !this.clock.isImmediateNext())
  }

  /** Takes what is due next, with the clock at its time; null when the run is over. */
  private take(until: number): Item | null {
    const { clock, due, weak, atRest } = this
    if (atRest.length > 0) {
      this.atRest = []
      for (const run of atRest) run()
    }
    if (this.stopped !== null) return null
    let strong = due.peek()
    while (strong?.isStale?.() === true) {
      due.drop(strong)
      strong = due.peek()
    }
    const item = strong === undefined && until === Infinity ? undefined : earlier(strong, weak.peek())
    const timerAt = clock.nextTimerAt()
    if (item === undefined) {
      // What is due by now runs all the same: it takes no time.
      return timerAt !== null && timerAt <= Math.max(clock.now(), Math.min(this.openUntil, until)) ? this.fireNext : null
    }
    const isTimer = timerAt !== null && (timerAt < item.time || (timerAt === item.time && this.isBehindTimer(item)))
    if ((isTimer ? timerAt : item.time) > until) {
      clock.advanceTo(until)
      return null
    }
    if (isTimer) return this.fireNext
    if (item === strong) due.drop(item)
    else weak.drop(item)
    if (item.time > clock.now()) clock.advanceTo(item.time)
    return item
  }
}
