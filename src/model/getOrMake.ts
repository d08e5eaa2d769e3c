/** What a table holds under a key, made and kept where it holds nothing. */
export function getOrMake<K, T extends object>(
  table: { get(key: K): T | undefined; set(key: K, item: T): unknown },
  key: K,
  make: () => T,
): T {
  let item = table.get(key)
  if (item === undefined) table.set(key, (item = make()))
  return item
}
