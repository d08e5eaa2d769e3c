import { formatNumber } from '../words/number'
import { getOrMake } from '../model/getOrMake'
import type { Agenda } from './agenda'
import { askerOf, doingOf, hasTimedOut, isGone, isOver, tellExecution, type Attempt, type CallExecution, type Execution } from './execution'

/** Operations in a row that take no time. */
const AT_ONCE = 1000
/** What each one behind them takes: less than on any platform, where one awaits the other. */
const EACH_MS = 4
/** So many in a row without an effect are a poll: code that only reads much comes to an end before. */
const POLLING = 20_000

interface Asked {
  /** Those of an instant, and of later ones that came of the time that they took. */
  inRow: number
  /** Of the row, those since it last did something to the world, and what it had done by then. */
  idle: number
  acts: number
  /** The instant of the last one. */
  at: number
  /** Those that have not completed. */
  open: number
  /** When the last one that takes time completes. */
  until: number
}

/**
 * When operations of the platform complete: at once, but for code that polls the data store for what comes later, which would keep that from coming. So from a
 * thousand in a row on each takes time, and none completes where nobody waits for what the code still does.
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
    const own = this.of(execution)
    this.count(own, execution, agenda.clock.now())
    if (isInVain(own, execution)) {
      this.note(`Behind its end, ${tellExecution(execution)} asks the platform again and again, and gets no answer any more.`)
      return never
    }
    const turn = (): T | Promise<T> => {
      own.open--
      return isGone(execution) ? never : operation()
    }
    own.open++
    if (own.inRow <= AT_ONCE) return agenda.complete(turn) as Promise<T>
    this.note(`Operations of the platform are assumed to take ${EACH_MS} ms each behind ${formatNumber(AT_ONCE)} in a row.`)
    own.until = own.at + EACH_MS
    return agenda.complete(turn, own.until) as Promise<T>
  }

  /** Whether code of an attempt or call waits for one. */
  isOpen(asker: Attempt | CallExecution): boolean {
    return (this.asked.get(asker)?.open ?? 0) > 0
  }

  /** When the last one that took time completes, in virtual epoch ms. */
  openUntil(call: CallExecution): number {
    return this.of(call).until
  }

  private count(own: Asked, execution: Execution, now: number): void {
    if (own.at !== now && own.until !== now) Object.assign(own, { inRow: 0, idle: 0 })
    own.at = now
    own.inRow++
    const { acts } = doingOf(execution)
    own.idle = acts === own.acts ? own.idle + 1 : 0
    own.acts = acts
  }

  private of(execution: Execution): Asked {
    return getOrMake(this.asked, askerOf(execution), createAsked)
  }
}

function createAsked(): Asked {
  return { inRow: 0, idle: 0, acts: 0, at: -Infinity, open: 0, until: -Infinity }
}

/** Whether nobody waits for what it still does: a time limit ended it, or it polls behind its end. */
function isInVain({ inRow, idle }: Asked, execution: Execution): boolean {
  return isOver(execution) && (hasTimedOut(execution) ? inRow > AT_ONCE : idle >= POLLING)
}
