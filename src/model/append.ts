import { getOrMake } from './getOrMake'

/** Adds to the list that a table holds under a key. */
export function append<K, T>(table: Map<K, T[]>, key: K, item: T): void {
  getOrMake(table, key, (): T[] => []).push(item)
}
