import type { Attempt, CallExecution, Execution } from './execution'

/** Operations that take no time together, where one awaits the other. */
const AT_ONCE = 1000
const PAUSE_MS = 10

interface Asked {
  /** The instant of the last one. */
  at: number
  ofInstant: number
  pauses: number
  /** Those that have not completed. */
  open: number
}

/**
 * When operations of the platform complete: at once, but for code that polls the data store for what comes later, which would keep that from coming. So after a
 * thousand at one instant time passes, the n-th time n x 10 ms: less than those thousand take on any platform, and little work until a limit comes.
 */
export class Operations {
  private readonly asked = new WeakMap<Attempt | CallExecution, Asked>()

  /** Gives the time at which an operation completes that is asked for at `now`, both in virtual epoch ms. */
  begin(execution: Execution, now: number): number {
    const own = this.of(execution)
    if (own.at !== now) Object.assign(own, { at: now, ofInstant: 0 })
    own.open++
    return ++own.ofInstant % AT_ONCE === 0 ? now + ++own.pauses * PAUSE_MS : now
  }

  end(execution: Execution): void {
    this.of(execution).open--
  }

  /** Whether code of an attempt or call waits for one. */
  isOpen(asker: Attempt | CallExecution): boolean {
    return (this.asked.get(asker)?.open ?? 0) > 0
  }

  private of(execution: Execution): Asked {
    const asker = execution.kind === 'handler' ? execution.attempt : execution
    let own = this.asked.get(asker)
    if (own === undefined) this.asked.set(asker, (own = { at: -Infinity, ofInstant: 0, pauses: 0, open: 0 }))
    return own
  }
}
