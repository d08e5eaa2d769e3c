/** Whether two values read alike: plain data by its parts, all else, such as nodes of syntax, only as itself. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  const kind: unknown = Object.getPrototypeOf(a)
  if (kind !== Object.getPrototypeOf(b)) return false
  if (kind === Set.prototype || kind === Map.prototype) return isSameData([...(a as Iterable<unknown>)], [...(b as Iterable<unknown>)])
  if (kind !== Object.prototype && kind !== Array.prototype) return false
  const [one, other] = [a, b] as Record<string, unknown>[]
  const keys = Object.keys(one!)
  return keys.length === Object.keys(other!).length && keys.every((key) => Object.hasOwn(other!, key) && isSameData(one![key], other![key]))
}
