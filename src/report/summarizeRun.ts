import type { EventTally, Trace } from '../model/trace'
import { toldState, type ToldState } from '../words/toldState'

/** What a run came to, in numbers. */
export interface RunSummary {
  /** Events that the contract took; a rejected publish made none. */
  readonly published: number
  readonly handled: number
  /** Of all that was delivered: events, changes, runs of tasks and schedules. */
  readonly dropped: number
  readonly ignored: number
  /** Of those that were ignored, the ones behind an attempt that failed. */
  readonly lost: number
  /** Rejected by the contract when they were published. */
  readonly rejected: number
  /** Of all that was delivered: stopped after a failure that only the simulator's own refusal of a call explains. */
  readonly unknown: number
  /** Of all that was delivered: scheduled or retrying when the run ended. */
  readonly pending: number
  readonly attempts: number
  readonly retries: number
  readonly duplicates: number
  readonly virtualMs: number
  readonly wallMs: number
}

/** The counts of a run. Tasks, schedules and changes are not published, so `published` and what was handled or ignored leave them out. */
export function summarizeRun({ header, tallies, attempts, end }: Trace): RunSummary {
  const own = countStates(tallies.filter(({ source }) => source === 'event'))
  const { dropped, unknown, pending } = countStates(tallies)
  let retries = 0
  let duplicates = 0
  for (let row = 0; row < attempts.length; row++) {
    if (attempts.attempt[row]! > 1) retries++
    else if (attempts.delivery[row]! > 1) duplicates++
  }
  return {
    published: total(own) - own.rejected,
    handled: own.handled,
    dropped,
    ignored: own.ignored,
    lost: tallies.reduce((sum, { lost }) => sum + lost.length, 0),
    rejected: own.rejected,
    unknown,
    pending,
    attempts: attempts.length,
    retries,
    duplicates,
    virtualMs: end.at - header.start,
    wallMs: end.wallMs,
  }
}

export type StateCounts = Readonly<Record<ToldState, number>>

/** How many events or other deliveries are in each state. */
export function countStates(tallies: readonly EventTally[]): StateCounts {
  const counts = { handled: 0, dropped: 0, ignored: 0, rejected: 0, unknown: 0, pending: 0 }
  for (const { state, count } of tallies) counts[toldState(state)] += count
  return counts
}

export function total(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
