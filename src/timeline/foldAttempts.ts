import type { Trace } from '../model/trace'

/** A stretch of a chain: one attempt, or several that differ in number and times alone, evenly spaced. */
export interface Stretch {
  readonly firstRow: number
  readonly lastRow: number
  readonly count: number
  /** Between two of them, in ms; 0 for one. */
  readonly everyMs: number
}

/** Fewer attempts than this between the first and the last are shown one by one. */
const LEAST_FOLDED = 3

/**
 * The attempts of one chain (rows in order) as stretches: the first and the last of equal ones stay apart, what lies between is
 * folded, so that 3,361 attempts of a poison event are three stretches. Linear in the rows.
 */
export function foldAttempts({ attempts, details }: Trace, rows: readonly number[]): Stretch[] {
  const { startedAt, outcome, detail } = attempts
  const outcomesOf = (row: number): string => details[detail[row]!]!.handlers.map((handler) => handler.outcome).join()
  const isEqual = (a: number, b: number): boolean =>
    outcome[a] === outcome[b] && (detail[a] === detail[b] || outcomesOf(a) === outcomesOf(b))
  const stretches: Stretch[] = []
  const single = (row: number): void => void stretches.push({ firstRow: row, lastRow: row, count: 1, everyMs: 0 })
  let at = 0
  while (at < rows.length) {
    const first = rows[at]!
    const everyMs = at + 1 < rows.length ? startedAt[rows[at + 1]!]! - startedAt[first]! : 0
    let end = at
    while (end + 1 < rows.length && isEqual(first, rows[end + 1]!) && startedAt[rows[end + 1]!]! - startedAt[rows[end]!]! === everyMs) end++
    const between = end - at - 1
    single(first)
    if (between >= LEAST_FOLDED) stretches.push({ firstRow: rows[at + 1]!, lastRow: rows[end - 1]!, count: between, everyMs })
    else for (let inner = at + 1; inner < end; inner++) single(rows[inner]!)
    if (end > at) single(rows[end]!)
    at = end + 1
  }
  return stretches
}
