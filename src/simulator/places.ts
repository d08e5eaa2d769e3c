import type { Agenda } from './agenda'
import { Fifo } from './fifo'

/** How many attempts are in flight at once: each takes a place from the moment it may start, while its instance loads too, to its end. */
export class Places {
  private taken = 0
  private readonly waiting = new Fifo<() => void>()

  constructor(
    private readonly agenda: Agenda,
    private readonly size: number,
  ) {}

  /** Whether a place was free, and is taken now. */
  take(): boolean {
    const isFree = this.taken < this.size
    if (isFree) this.taken++
    return isFree
  }

  /** Calls `start` when a place was handed over. */
  wait(start: () => void): void {
    this.waiting.push(start)
  }

  /** Hands a place to the one that waits longest: what arrives before that one starts must not get it. */
  leave(): void {
    const next = this.waiting.shift()
    if (next === undefined) this.taken--
    else this.agenda.at(this.agenda.clock.now(), next)
  }
}
