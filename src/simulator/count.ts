/** Counts up under a name, from 1, and gives the new count. */
export function count(counts: Map<string, number>, name: string): number {
  const ordinal = (counts.get(name) ?? 0) + 1
  counts.set(name, ordinal)
  return ordinal
}
