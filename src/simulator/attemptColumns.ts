import { attemptColumnNames, RUNNING, type AttemptColumns } from '../model/trace'

/** Empty columns with room for `capacity` attempts. */
export function createAttemptColumns(capacity: number): AttemptColumns {
  return {
    length: 0,
    event: new Uint32Array(capacity),
    delivery: new Uint16Array(capacity),
    attempt: new Uint16Array(capacity),
    startedAt: new Float64Array(capacity),
    durationMs: new Uint32Array(capacity),
    outcome: new Uint8Array(capacity),
    detail: new Uint32Array(capacity),
  }
}

/** Adds a running attempt and gives its row. */
export function appendAttempt(columns: AttemptColumns, event: number, delivery: number, attempt: number, startedAt: number): number {
  const row = columns.length
  reserve(columns, row + 1)
  columns.event[row] = event
  columns.delivery[row] = delivery
  columns.attempt[row] = attempt
  columns.startedAt[row] = startedAt
  columns.outcome[row] = RUNNING
  columns.length = row + 1
  return row
}

/** Adds all rows of `more` behind those of `columns`. */
export function appendColumns(columns: AttemptColumns, more: AttemptColumns): void {
  const at = columns.length
  reserve(columns, at + more.length)
  for (const name of attemptColumnNames) columns[name].set(more[name].subarray(0, more.length), at)
  columns.length = at + more.length
}

/** Takes the first `count` rows out of the columns: the taken rows are copies, the rest moves to the front. */
export function takeRows(columns: AttemptColumns, count: number): AttemptColumns {
  const taken = { length: count } as AttemptColumns
  for (const name of attemptColumnNames) {
    Object.assign(taken, { [name]: columns[name].slice(0, count) })
    columns[name].copyWithin(0, count, columns.length)
  }
  columns.length -= count
  return taken
}

/** Rows that were never written take no memory, and what columns leave behind when they grow does: so they grow seldom, and by much. */
const GROWTH = 8

function reserve(columns: AttemptColumns, length: number): void {
  const capacity = columns.event.length
  if (length <= capacity) return
  const grown = createAttemptColumns(Math.max(length, capacity * GROWTH))
  for (const name of attemptColumnNames) {
    grown[name].set(columns[name])
    Object.assign(columns, { [name]: grown[name] })
  }
}
