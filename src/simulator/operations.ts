import type { Agenda } from './agenda'
import { doingOf, hasTimedOut, isGone, isOver, tellExecution, type Attempt, type CallExecution, type Execution } from './execution'

/** Operations that take no time together, where one awaits the other. */
const AT_ONCE = 1000
const FIRST_PAUSE_MS = 10
/** A thousand take longer on any platform. */
const MOST_PAUSE_MS = 1000
/** So many thousands in a row, without an effect, are a poll: code that only reads much comes to an end before. */
const POLLING = 20

interface Asked {
  /** The instant of the last one. */
  at: number
  ofInstant: number
  /** Those that have not completed. */
  open: number
  /** When the last one completes. */
  until: number
  /** How long the next pause is. */
  pauseMs: number
  /** What it had done to the world at the last pause, and pauses since it did something. */
  acts: number
  idlePauses: number
}

/**
 * When operations of the platform complete: at once, but for code that polls the data store for what comes later, which would keep that from coming. So after a
 * thousand at one instant time passes, each time twice as much, to a second; without end where nobody waits for what the code still does.
 */
export class Operations {
  private readonly asked = new WeakMap<Attempt | CallExecution, Asked>()

  constructor(
    private readonly agenda: Agenda,
    private readonly note: (text: string) => void,
  ) {}

  /** Runs an operation in its turn; what an instance asks for that is gone by then is never done. */
  complete<T>(execution: Execution, operation: () => T): Promise<T> {
    const { agenda } = this
    const never = new Promise<T>(() => undefined)
    const turn = (): T | Promise<T> => {
      this.of(execution).open--
      return isGone(execution) ? never : operation()
    }
    const now = agenda.clock.now()
    const time = this.begin(execution, now)
    const isWeak = time > now && this.isInVain(execution)
    if (isWeak && this.isPolling(execution))
      this.note(
        `Behind its end, ${tellExecution(execution)} asks the platform again and again and changes nothing: that keeps no run open.`,
      )
    return agenda.complete(turn, time, isWeak) as Promise<T>
  }

  /** Whether code of an attempt or call waits for one. */
  isOpen(asker: Attempt | CallExecution): boolean {
    return (this.asked.get(asker)?.open ?? 0) > 0
  }

  /** When the last one that took time completes, in virtual epoch ms. */
  openUntil(call: CallExecution): number {
    return this.of(call).until
  }

  private isPolling(execution: Execution): boolean {
    return this.of(execution).idlePauses >= POLLING
  }

  /** Whether nobody waits for what it still does: a time limit ended it, or it polls behind its end. */
  private isInVain(execution: Execution): boolean {
    return isOver(execution) && (hasTimedOut(execution) || this.isPolling(execution))
  }

  /** Gives the time at which an operation completes that is asked for at `now`, both in virtual epoch ms. */
  private begin(execution: Execution, now: number): number {
    const own = this.of(execution)
    if (own.at !== now) Object.assign(own, { at: now, ofInstant: 0 })
    own.open++
    if (++own.ofInstant % AT_ONCE !== 0) return now
    const { acts } = doingOf(execution)
    own.idlePauses = acts === own.acts ? own.idlePauses + 1 : 0
    own.acts = acts
    own.until = now + own.pauseMs
    own.pauseMs = Math.min(2 * own.pauseMs, this.isInVain(execution) ? Infinity : MOST_PAUSE_MS)
    return own.until
  }

  private of(execution: Execution): Asked {
    const asker = execution.kind === 'handler' ? execution.attempt : execution
    let own = this.asked.get(asker)
    if (own === undefined) {
      own = { at: -Infinity, ofInstant: 0, open: 0, until: -Infinity, pauseMs: FIRST_PAUSE_MS, acts: 0, idlePauses: 0 }
      this.asked.set(asker, own)
    }
    return own
  }
}
