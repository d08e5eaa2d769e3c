import type { Journal, Work } from './journal'

/** What was found in each file when it was visited, the last time all files were. */
export interface Visits<T> {
  /**
   * Visits the files until none has anything new to tell another, and gives what the last visit of each found, in order. Files that a visit
   * reaches are visited too. `mostRounds` ends what never would.
   */
  visitAll(files: Set<string>, visit: (file: string) => T, mostRounds: number): readonly T[]
}

export function createVisits<T extends { readonly reached: ReadonlySet<string> }>(journal: Journal): Visits<T> {
  /** Of the run before: each visit of each file, and the order in which they had their turns. */
  let visitsBefore: ReadonlyMap<string, readonly Work<T>[]> = new Map()
  let turnsBefore: readonly string[] = []

  return {
    visitAll(files, visit, mostRounds) {
      const visits = new Map<string, Work<T>[]>()
      const turns: string[] = []
      let isInOrder = true
      let hasNews = true
      for (let round = 0; hasNews && round < mostRounds; round++) {
        hasNews = false
        // Files that are added on the way are visited in the same round.
        for (const file of files) {
          turns.push(file)
          isInOrder &&= turnsBefore[turns.length - 1] === file || retractAll(visitsBefore)
          const own = visits.get(file) ?? []
          const before = visitsBefore.get(file)?.[own.length]
          if (own.length > 0 && journal.isCurrent(own.at(-1)!)) {
            if (before !== undefined) journal.retract(before)
            continue
          }
          const { news } = journal
          const work = journal.redo(before, () => visit(file))
          own.push(work)
          visits.set(file, own)
          const known = files.size
          for (const reached of work.result.reached) files.add(reached)
          hasNews ||= journal.news !== news || files.size !== known
        }
      }
      for (const [file, works] of visitsBefore) works.slice(visits.get(file)?.length ?? 0).forEach((work) => journal.retract(work))
      ;[visitsBefore, turnsBefore] = [visits, turns]
      return [...files].map((file) => visits.get(file)!.at(-1)!.result)
    },
  }

  /** Where turns are taken in another order, nothing tells what was known at each. */
  function retractAll(visits: ReadonlyMap<string, readonly Work<T>[]>): false {
    for (const works of visits.values()) works.forEach((work) => journal.retract(work))
    return false
  }
}
