/**
 * Where a key leads from a cell: left and right within the lane, up and down to the nearest of the next lane that has any, Home and End
 * to the lane's ends, with Ctrl of no meaning. Null when it leads nowhere.
 */
export function moveInChart(key: string, from: HTMLElement, rows: readonly (readonly HTMLElement[])[]): HTMLElement | null {
  const rowIndex = rows.findIndex((row) => row.includes(from))
  const row = rows[rowIndex]
  if (row === undefined) return null
  const at = row.indexOf(from)
  switch (key) {
    case 'ArrowRight':
      return row[at + 1] ?? from
    case 'ArrowLeft':
      return row[at - 1] ?? from
    case 'Home':
      return row[0] ?? null
    case 'End':
      return row.at(-1) ?? null
    case 'ArrowDown':
      return nearest(from, rows.slice(rowIndex + 1)) ?? from
    case 'ArrowUp':
      return nearest(from, rows.slice(0, rowIndex).reverse()) ?? from
    default:
      return null
  }
}

function nearest(from: HTMLElement, rows: readonly (readonly HTMLElement[])[]): HTMLElement | undefined {
  const row = rows.find(({ length }) => length > 0)
  const x = middle(from)
  return row === undefined ? undefined : [...row].sort((a, b) => Math.abs(middle(a) - x) - Math.abs(middle(b) - x))[0]
}

function middle(cell: HTMLElement): number {
  const { left, width } = cell.getBoundingClientRect()
  return left + width / 2
}
