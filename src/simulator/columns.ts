import { attemptColumnNames, RUNNING, type AttemptColumns } from '../model/trace'
import { eventColumnNames, type EventColumns } from '../model/protocol'

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array
type Columns<N extends string> = { length: number } & Record<N, Column>

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

/** Empty columns with room for `capacity` events. */
export function createEventColumns(capacity: number): EventColumns {
  return {
    length: 0,
    kind: new Uint32Array(capacity),
    ordinal: new Uint32Array(capacity),
    time: new Float64Array(capacity),
    causeEvent: new Uint32Array(capacity),
    causeDelivery: new Uint16Array(capacity),
    causeAttempt: new Uint16Array(capacity),
    state: new Uint8Array(capacity),
  }
}

/** Adds a running attempt and gives its row. */
export function appendAttempt(columns: AttemptColumns, event: number, delivery: number, attempt: number, startedAt: number): number {
  const row = columns.length
  reserve(columns, attemptColumnNames, row + 1)
  columns.event[row] = event
  columns.delivery[row] = delivery
  columns.attempt[row] = attempt
  columns.startedAt[row] = startedAt
  columns.outcome[row] = RUNNING
  columns.length = row + 1
  return row
}

/** Adds a row of zeros, to be filled by the caller, and gives it. */
export function appendEvent(columns: EventColumns): number {
  const row = columns.length
  reserve(columns, eventColumnNames, row + 1)
  columns.length = row + 1
  return row
}

/** Adds all rows of `more` behind those of `columns`. */
export function appendColumns<N extends string>(columns: Columns<N>, names: readonly N[], more: Columns<N>): void {
  const at = columns.length
  reserve(columns, names, at + more.length)
  for (const name of names) columns[name].set(more[name].subarray(0, more.length), at)
  columns.length = at + more.length
}

/**
 * Takes the first `count` rows out of the columns: the taken rows are copies, the rest moves to the front. A column of zeros is taken empty:
 * where it is appended it is never written, and takes no memory.
 */
export function takeRows<N extends string, C extends Columns<N>>(columns: C, names: readonly N[], count: number): C {
  const taken = { length: count } as C
  for (const name of names) {
    const rows = columns[name].subarray(0, count)
    Object.assign(taken, { [name]: hasAny(rows) ? rows.slice() : rows.slice(0, 0) })
    columns[name].copyWithin(0, count, columns.length)
  }
  columns.length -= count
  return taken
}

function hasAny(column: Column): boolean {
  for (let row = 0; row < column.length; row++) if (column[row] !== 0) return true
  return false
}

/** Rows that were never written take no memory, and what columns leave behind when they grow does: so they grow seldom, and by much. */
const GROWTH = 8

function reserve<N extends string>(columns: Columns<N>, names: readonly N[], length: number): void {
  const capacity = columns[names[0]!].length
  if (length <= capacity) return
  for (const name of names) {
    const column = columns[name]
    const grown = new (column.constructor as new (length: number) => Column)(Math.max(length, capacity * GROWTH))
    grown.set(column)
    Object.assign(columns, { [name]: grown })
  }
}
