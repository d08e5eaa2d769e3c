/** A list in order without some of its items, and with others where they belong: the rest is not compared. */
export function inOrder<T>(list: readonly T[], gone: readonly T[], come: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (gone.length + come.length === 0) return list
  const added = [...come].sort(compare).map((one) => ({ place: placeBehind(list, one, compare), added: [one] }))
  const taken = gone.map((one) => ({ place: list.lastIndexOf(one, placeBehind(list, one, compare) - 1), added: [] }))
  const result: T[] = []
  let next = 0
  // At one place, what is added comes first.
  for (const { place, added: own } of [...added, ...taken].sort((a, b) => a.place - b.place)) {
    while (next < place) result.push(list[next++]!)
    if (own.length > 0) result.push(...own)
    else next++
  }
  return result.concat(list.slice(next))
}

/** The place behind all items that come before another, or are equal. */
export function placeBehind<T>(list: readonly T[], one: T, compare: (a: T, b: T) => number): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(list[middle]!, one) <= 0) from = middle + 1
    else to = middle
  }
  return from
}
