/** A list in order, with others put where they belong: what is there already is not compared again. */
export function inOrder<T>(list: readonly T[], others: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (others.length === 0) return list
  const result: T[] = []
  let next = 0
  for (const one of [...others].sort(compare)) {
    const place = placeBehind(list, one, compare)
    for (; next < place; next++) result.push(list[next]!)
    result.push(one)
  }
  return result.concat(list.slice(next))
}

/** The place behind all items that come before another, or are equal. */
function placeBehind<T>(list: readonly T[], one: T, compare: (a: T, b: T) => number): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(list[middle]!, one) <= 0) from = middle + 1
    else to = middle
  }
  return from
}
