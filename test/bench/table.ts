/** A row of a benchmark: what ran, how long, and what shows that it did the same work. */
export interface Row {
  readonly name: string
  readonly ms: number
  /** Peak memory of the process, in MB; null where it was not measured alone. */
  readonly memoryMb: number | null
  readonly result: string
}

/** Prints rows with their ratio to the first, which is the floor. */
export function printTable(title: string, rows: readonly Row[]): void {
  const floor = rows[0]!.ms
  const cells = rows.map(({ name, ms, memoryMb, result }) => [
    name,
    ms.toFixed(ms < 20 ? 1 : 0),
    `${(ms / floor).toFixed(2)}x`,
    memoryMb === null ? '–' : memoryMb.toFixed(0),
    result,
  ])
  const table = [['way', 'ms', 'to floor', 'peak MB', 'result'], ...cells]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  console.log(title)
  for (const row of table)
    console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   ')}`)
  console.log()
}
