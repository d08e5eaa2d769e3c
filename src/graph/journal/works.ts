import type { Journal, Kept, Work } from './journal'
import { isSameList } from '../../model/isSameList'
import { getOrMake } from '../../model/getOrMake'
import { listChanges } from './listChanges'

/** Work of one kind, kept from run to run. What it tells is for kinds that are made after this alone. */
export interface Works<I, P, T> {
  /** Does the work for each file, with what is given for it, where that is not the same as in the run before. What comes out the same is the same object, all of it too. */
  doAll(inputs: ReadonlyMap<string, I>, run: (input: P) => T): ReadonlyMap<string, T>
}

/** A piece of work for each file. */
export function createWorks<I, T>(journal: Journal): Works<I, I, T> {
  const works = new Map<string, Work<T>>()
  return createKind(journal, {
    redo(file, place, input, run) {
      const work = getOrMake(works, file, () => journal.newWork<T>())
      return journal.redo(work, place, input, run)
    },
    retract(file) {
      journal.retract(works.get(file)!)
      works.delete(file)
    },
  })
}

/** A piece of work for each item of the lists that are given for files: what one hangs on is nothing to the others. `join` puts together what those of a file come to. */
export function createListWorks<P extends object, T>(journal: Journal, join: (all: readonly T[]) => T): Works<readonly P[], P, T> {
  const works = new WeakMap<P, Work<T>>()
  const known = new Map<string, { readonly items: readonly P[]; readonly all: readonly T[]; readonly result: T }>()

  function retract(item: P): void {
    journal.retract(works.get(item)!)
    works.delete(item)
  }

  return createKind(journal, {
    redo(file, place, items, run) {
      const before = known.get(file) ?? { items: [], all: [], result: null }
      listChanges(before.items, items).gone.forEach(retract)
      const workOf = (item: P): Work<T> => getOrMake(works, item, () => journal.newWork<T>())
      const all = items.map((item) => journal.redo(workOf(item), place, item, run))
      const result = before.result !== null && isSameList(before.all, all) ? before.result : join(all)
      known.set(file, { items, all, result })
      return result
    },
    retract(file) {
      known.get(file)!.items.forEach(retract)
      known.delete(file)
    },
  })
}

/** What is done for one file. */
interface Piece<I, P, T> {
  readonly redo: (file: string, place: number, input: I, run: (input: P) => T) => T
  readonly retract: (file: string) => void
}

/** Where there are the same files as in the run before, those alone are looked at of which something else is given, or whose work is in doubt. */
function createKind<I, P, T>(journal: Journal, { redo, retract }: Piece<I, P, T>): Works<I, P, T> {
  const start = journal.places(1)
  let files: readonly string[] = []
  let before: ReadonlyMap<string, I> = new Map()
  let results: ReadonlyMap<string, T> = new Map()

  function inDoubt(): readonly number[] {
    return journal.inDoubt(start).map(({ place }) => place - start)
  }

  return {
    doAll(inputs, run) {
      const all = inputs === before ? files : [...inputs.keys()]
      const areSame = isSameList(files, all)
      for (const file of areSame ? [] : files) if (!inputs.has(file)) retract(file)
      let open = new Set(areSame ? inDoubt() : [])
      for (const [index, file] of all.entries()) if (!areSame || before.get(file) !== inputs.get(file)) open.add(index)
      ;[files, before] = [all, inputs]
      if (open.size === 0 && areSame) return results
      const found = new Map(areSame ? results : [])
      let isOther = !areSame
      for (; open.size > 0; open = new Set(inDoubt())) {
        for (const index of open) {
          const file = files[index]!
          const result = redo(file, start + index, inputs.get(file)!, run)
          isOther ||= found.get(file) !== result
          found.set(file, result)
        }
      }
      if (isOther) results = found
      return results
    },
  }
}

/** Files as what is given for them. */
export function asInputs(files: Iterable<string>): ReadonlyMap<string, string> {
  return new Map([...files].map((file) => [file, file]))
}

/** The parts of pieces of work, each for an object of its own. */
export function createParts<K extends object, T>(journal: Journal): (key: K, run: () => T) => T {
  const parts = new WeakMap<K, Work<T>>()
  return (key, run) =>
    journal.part(
      getOrMake(parts, key, () => journal.newWork<T>()),
      run,
    )
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
