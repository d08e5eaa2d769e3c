import type { Journal, Kept, Work } from './journal'

/** What is given for each file; a set of files gives each itself. */
interface Inputs<I> {
  entries(): Iterable<readonly [file: string, input: I]>
}

/** Work of one kind, a piece for each file, kept from run to run. What it tells is for kinds that are made after this alone. */
export interface Works<I, T> {
  /** Does the work for each file, with what is given for it, where that is not the same as in the run before. `then` may add files. */
  doAll(inputs: Inputs<I>, run: (input: I) => T, then?: (result: T) => void): ReadonlyMap<string, T>
}

export function createWorks<I, T>(journal: Journal): Works<I, T> {
  const start = journal.places(1)
  const works = new Map<string, Work<T>>()

  return {
    doAll(inputs, run, then) {
      const results = new Map<string, T>()
      for (const [file, input] of inputs.entries()) {
        let work = works.get(file)
        if (work === undefined) works.set(file, (work = journal.newWork()))
        const result = journal.redo(work, start + results.size, input, run)
        results.set(file, result)
        then?.(result)
      }
      if (works.size > results.size) {
        for (const [file, work] of works) {
          if (results.has(file)) continue
          journal.retract(work)
          works.delete(file)
        }
      }
      return results
    },
  }
}

/** The parts of pieces of work, each for an object of its own. */
export function createParts<K extends object, T>(journal: Journal): (key: K, run: () => T) => T {
  const parts = new WeakMap<K, Work<T>>()
  return (key, run) => {
    let part = parts.get(key)
    if (part === undefined) parts.set(key, (part = journal.newWork()))
    return journal.part(part, run)
  }
}

/** Values of one kind that are kept, one for an object of its own. */
export function createKept<K extends object, T>(journal: Journal): (key: K, again: () => T) => T {
  const known = new WeakMap<K, Kept<T>>()
  return (key, again) => {
    const before = known.get(key)
    const kept = journal.keep(before, again)
    if (kept !== before) known.set(key, kept)
    return kept.value
  }
}
