import type { EventTally, Trace } from '../model/trace'

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
  const own = tallies.filter(({ source }) => source === 'event')
  const count = (of: readonly EventTally[], ...states: EventTally['state'][]): number =>
    sum(of.filter(({ state }) => states.includes(state)))
  let retries = 0
  let duplicates = 0
  for (let row = 0; row < attempts.length; row++) {
    if (attempts.attempt[row]! > 1) retries++
    else if (attempts.delivery[row]! > 1) duplicates++
  }
  return {
    published: sum(own) - count(own, 'rejected'),
    handled: count(own, 'handled'),
    dropped: count(tallies, 'dropped'),
    ignored: count(own, 'ignored'),
    lost: tallies.reduce((total, { lost }) => total + lost.length, 0),
    rejected: count(own, 'rejected'),
    unknown: count(tallies, 'unknown'),
    pending: count(tallies, 'scheduled', 'retrying'),
    attempts: attempts.length,
    retries,
    duplicates,
    virtualMs: end.at - header.start,
    wallMs: end.wallMs,
  }
}

function sum(tallies: readonly EventTally[]): number {
  return tallies.reduce((total, { count }) => total + count, 0)
}
