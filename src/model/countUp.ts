/** Counts up under a key, from 1, and gives the new count. */
export function countUp<K>(counts: Map<K, number>, key: K): number {
  const count = (counts.get(key) ?? 0) + 1
  counts.set(key, count)
  return count
}
