import { columnTypes, type Column } from '../model/trace'

type Columns<N extends string> = { length: number } & Record<N, Column>

/** Empty columns, as wide as what is written to them; where they only take those of others, they begin narrow. */
export function createColumns<N extends string>(names: readonly N[], Type: (typeof columnTypes)[number] = Float64Array): Columns<N> {
  const columns = { length: 0 } as Columns<N>
  // By a loop, as an app may have broken the methods of lists.
  for (const name of names) Object.assign(columns, { [name]: new Type() })
  return columns
}

/** Adds a row, to be filled by the caller, and gives it. */
export function appendRow<N extends string>(columns: Columns<N>, names: readonly N[]): number {
  const row = columns.length
  if (row === columns[names[0]!].length) for (const name of names) makeRoom(columns, name, row + 1)
  columns.length = row + 1
  return row
}

/** Adds all rows of `more`, as `takeRows` gives them, behind those of `columns`. */
export function appendColumns<N extends string>(columns: Columns<N>, names: readonly N[], more: Columns<N>): void {
  const at = columns.length
  for (const name of names) {
    makeRoom(columns, name, at + more.length, more[name])
    columns[name].set(more[name], at)
  }
  columns.length = at + more.length
}

/** Takes the first `count` rows out of the columns: the taken rows are copies as narrow as can be, the rest moves to the front. */
export function takeRows<N extends string>(columns: Columns<N>, names: readonly N[], count: number): Columns<N> {
  const taken = createColumns(names)
  taken.length = count
  for (const name of names) {
    Object.assign(taken, { [name]: narrowed(columns[name].subarray(0, count)) })
    columns[name].copyWithin(0, count, columns.length)
  }
  columns.length -= count
  return taken
}

/** Zeros alone take nothing: where they are appended they are never written, and take no memory. */
function narrowed(rows: Column): Column {
  let most = 0
  for (let at = 0; at < rows.length; at++) {
    if (rows[at]! > most) most = rows[at]!
  }
  if (most === 0) return new Uint8Array()
  const Type = columnTypes.find(({ BYTES_PER_ELEMENT }) => most < 2 ** (8 * BYTES_PER_ELEMENT))!
  return new Type(rows)
}

/** Rows that were never written take no memory, and what columns leave behind when they grow does: so they grow seldom, and by much. */
const GROWTH = 8

/** Gives a column room for `length` rows that are as wide as `like`. */
function makeRoom<N extends string>(columns: Columns<N>, name: N, length: number, like: Column = columns[name]): void {
  const column = columns[name]
  const isWide = column.BYTES_PER_ELEMENT >= like.BYTES_PER_ELEMENT
  const isLong = column.length >= length
  if (isWide && isLong) return
  const Type = (isWide ? column : like).constructor as (typeof columnTypes)[number]
  const roomy = new Type(isLong ? column.length : Math.max(length, column.length * GROWTH))
  roomy.set(column.subarray(0, columns.length))
  Object.assign(columns, { [name]: roomy })
}
