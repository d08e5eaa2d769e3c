import type { Journal, Kept, Work } from './journal'

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
      let work = works.get(file)
      if (work === undefined) works.set(file, (work = journal.newWork()))
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
  const works = new Map<string, ReadonlyMap<P, Work<T>>>()
  const joined = new Map<string, { readonly all: readonly T[]; readonly result: T }>()

  function retract(file: string, but: ReadonlyMap<P, Work<T>>): void {
    for (const [item, work] of works.get(file) ?? []) if (!but.has(item)) journal.retract(work)
  }

  return createKind(journal, {
    redo(file, place, items, run) {
      const before = works.get(file)
      const now = new Map(items.map((item) => [item, before?.get(item) ?? journal.newWork<T>()]))
      retract(file, now)
      works.set(file, now)
      const all = [...now].map(([item, work]) => journal.redo(work, place, item, run))
      const known = joined.get(file)
      if (known?.all.length === all.length && known.all.every((one, index) => one === all[index])) return known.result
      const result = join(all)
      joined.set(file, { all, result })
      return result
    },
    retract(file) {
      retract(file, new Map())
      for (const table of [works, joined]) table.delete(file)
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
      const all = [...inputs.keys()]
      const areSame = isSameList(files, all)
      for (const file of areSame ? [] : files) if (!inputs.has(file)) retract(file)
      const others = all.flatMap((file, index) => (areSame && before.get(file) === inputs.get(file) ? [] : [index]))
      ;[files, before] = [all, inputs]
      const found = new Map(areSame ? results : [])
      let isOther = !areSame
      for (let open = new Set([...others, ...(areSame ? inDoubt() : [])]); open.size > 0; open = new Set(inDoubt())) {
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

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
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
