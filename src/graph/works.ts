import type { Journal, Work } from './journal'

/** Pieces of work of one kind, each for a key of its own, kept from run to run. What they tell is for later kinds of work alone. */
export interface Works<K, T> {
  /** Does the work for each key, where it is not the same as in the run before, and gives the results in order. `then` may add keys. */
  doAll(keys: Iterable<K>, work: (key: K) => T, then?: (result: T) => void): readonly T[]
}

export function createWorks<K, T>(journal: Journal): Works<K, T> {
  const kept = new Map<K, { work: Work<T>; run: number }>()
  let run = 0

  return {
    doAll(keys, work, then) {
      const results: T[] = []
      run++
      for (const key of keys) {
        const before = kept.get(key)
        if (before?.run === run) continue
        const done = journal.redo(before?.work, () => work(key))
        if (before === undefined) kept.set(key, { work: done, run })
        else [before.work, before.run] = [done, run]
        results.push(done.result)
        then?.(done.result)
      }
      if (kept.size > results.length) {
        for (const [key, before] of kept) {
          if (before.run === run) continue
          journal.retract(before.work)
          kept.delete(key)
        }
      }
      return results
    },
  }
}
