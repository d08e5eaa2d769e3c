/** Adds to the list that a table holds under a key. */
export function append<K, T>(table: Map<K, T[]>, key: K, item: T): void {
  const list = table.get(key)
  if (list === undefined) table.set(key, [item])
  else list.push(item)
}
