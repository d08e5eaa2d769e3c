import { isOver, type Attempt, type CallExecution, type Execution } from './execution'

/** Operations that take no time together, where one awaits the other. */
const AT_ONCE = 1000
const FIRST_PAUSE_MS = 10
/** A thousand take longer on any platform. */
const MOST_PAUSE_MS = 1000

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
 * thousand at one instant time passes, each time twice as much, to a second; without end where nobody waits for the code any more, such as a loop whose attempt timed out.
 */
export class Operations {
  private readonly asked = new WeakMap<Attempt | CallExecution, Asked>()

  /** Gives the time at which an operation completes that is asked for at `now`, both in virtual epoch ms. */
  begin(execution: Execution, now: number): number {
    const own = this.of(execution)
    if (own.at !== now) Object.assign(own, { at: now, ofInstant: 0 })
    own.open++
    if (++own.ofInstant % AT_ONCE !== 0) return now
    const pause = FIRST_PAUSE_MS * 2 ** own.pauses++
    return now + (isOver(execution) ? pause : Math.min(pause, MOST_PAUSE_MS))
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
