/** Of items with one key the last, in the place of the first. */
export function distinctBy<T>(items: Iterable<T>, keyOf: (item: T) => unknown): T[] {
  return [...new Map([...items].map((item) => [keyOf(item), item])).values()]
}
