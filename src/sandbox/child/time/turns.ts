/** A turn of immediates, in a row of turns that each come of the one before: Node runs what an immediate sets in its next turn. */
export interface Turn {
  /** From 1. */
  readonly number: number
  /** When the row began, in virtual epoch ms. */
  readonly since: number
}

/** Turns in a row that take no time: a few milliseconds in Node. */
const AT_ONCE = 10_000
const LEAST_PAUSE_MS = 10

export function turnAfter(last: Turn | null, now: number): Turn {
  return last === null ? { number: 1, since: now } : { number: last.number + 1, since: last.since }
}

/** How long a turn waits, in ms: what polls with immediates must not hold virtual time back, and the longer it polls, the less often it does. */
export function pauseBefore({ number, since }: Turn, now: number): number {
  return number % AT_ONCE === 0 ? Math.max(LEAST_PAUSE_MS, Math.trunc((now - since) / 10)) : 0
}
