import type { Journal, Work } from './journal'

/** Pieces of work of one kind, each for a key of its own, kept from run to run. What they tell is for later kinds of work alone. */
export interface Works<K, T> {
  /** Does the work for each key, where it is not the same as in the run before, and gives the results in order. `then` may add keys. */
  doAll(keys: Iterable<K>, work: (key: K) => T, then?: (result: T) => void): readonly T[]
}

export function createWorks<K, T>(journal: Journal): Works<K, T> {
  let before: ReadonlyMap<K, Work<T>> = new Map()

  return {
    doAll(keys, work, then) {
      const now = new Map<K, Work<T>>()
      for (const key of keys) {
        if (now.has(key)) continue
        const done = journal.redo(before.get(key), () => work(key))
        now.set(key, done)
        then?.(done.result)
      }
      for (const [key, done] of before) if (!now.has(key)) journal.retract(done)
      before = now
      return [...now.values()].map(({ result }) => result)
    },
  }
}
