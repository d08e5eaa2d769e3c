import type { Trace } from '../model/trace'

/** A stretch of a chain: one attempt, or several that came to the same. */
export interface Stretch {
  readonly firstRow: number
  readonly lastRow: number
  readonly count: number
  /** From one to the next, in ms, the mean where they are not evenly spaced; 0 for one. */
  readonly everyMs: number
  readonly isEven: boolean
  /** Indexes of their details. */
  readonly details: ReadonlySet<number>
}

/** Fewer attempts than this between the first and the last are shown one by one. */
const LEAST_FOLDED = 3

/**
 * The attempts of one chain (rows in order) as stretches: the first and the last of equal ones stay apart, what lies between is
 * folded, so that 3,361 attempts of a poison event are three stretches. Linear in the rows.
 */
export function foldAttempts({ attempts, details }: Trace, rows: readonly number[]): Stretch[] {
  const { atMs, outcome, detail } = attempts
  const outcomesOf = (row: number): string => details[detail[row]!]!.handlers.map((handler) => handler.outcome).join()
  const isEqual = (a: number, b: number): boolean =>
    outcome[a] === outcome[b] && (detail[a] === detail[b] || outcomesOf(a) === outcomesOf(b))
  const stretches: Stretch[] = []
  const single = (row: number): void =>
    void stretches.push({ firstRow: row, lastRow: row, count: 1, everyMs: 0, isEven: true, details: new Set([detail[row]!]) })
  const gapBefore = (index: number): number => atMs[rows[index]!]! - atMs[rows[index - 1]!]!
  let at = 0
  while (at < rows.length) {
    const first = rows[at]!
    let end = at
    // Lateness makes retries uneven: equal outcomes fold all the same.
    while (end + 1 < rows.length && isEqual(first, rows[end + 1]!)) end++
    const between = end - at - 1
    single(first)
    if (between >= LEAST_FOLDED) {
      const firstRow = rows[at + 1]!
      const lastRow = rows[end - 1]!
      const everyMs = Math.round((atMs[lastRow]! - atMs[firstRow]!) / (between - 1))
      let isEven = true
      for (let inner = at + 1; inner <= end && isEven; inner++) isEven = gapBefore(inner) === everyMs
      const own = new Set(rows.slice(at + 1, end).map((row) => detail[row]!))
      stretches.push({ firstRow, lastRow, count: between, everyMs, isEven, details: own })
    } else for (let inner = at + 1; inner < end; inner++) single(rows[inner]!)
    if (end > at) single(rows[end]!)
    at = end + 1
  }
  return stretches
}
