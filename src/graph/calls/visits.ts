import { kindSize, type Journal, type Work } from '../journal/journal'

/** What was found in each file when it was visited, the last time all files were. */
export interface Visits<T> {
  /**
   * Visits the files until none has anything new to tell another, and gives what the last visit of each found, in order. Files that a visit
   * reaches are visited too.
   */
  visitAll(files: Iterable<string>, visit: (file: string) => T): ReadonlyMap<string, T>
}

/** After as many attempts to mend what was found before, all is found anew. */
const mostPasses = 4

/** `mostRounds` ends what never would. */
export function createVisits<T extends { readonly reached: ReadonlySet<string> }>(journal: Journal, mostRounds: number): Visits<T> {
  const start = journal.places(mostRounds)
  /** Of each file, by round; none where it had nothing to be visited for. */
  const visits = new Map<string, (Work<T> | undefined)[]>()

  /** Gives the last visit of each file. */
  function visitRounds(files: Iterable<string>, visit: (file: string) => T): ReadonlyMap<string, Work<T>> {
    const open = new Set(files)
    const last = new Map<string, Work<T>>()
    let round = 0
    for (let hasNews = true; hasNews && round < mostRounds; round++) {
      let place = start + round * kindSize
      hasNews = false
      // Files that are added on the way are visited in the same round.
      for (const file of open) {
        const before = last.get(file)
        let own = visits.get(file)
        if (own === undefined) visits.set(file, (own = []))
        place++
        if (before !== undefined && journal.isSameAt(before, place)) {
          if (own[round] !== undefined) retractAll(own.splice(round, 1, undefined))
          continue
        }
        const work = (own[round] ??= journal.newWork())
        const { reached } = journal.redo(work, place, file, visit)
        last.set(file, work)
        const { size } = open
        for (const one of reached) open.add(one)
        hasNews ||= open.size !== size || journal.hasNews(work)
      }
    }
    for (const own of visits.values()) if (own.length > round) retractAll(own.splice(round))
    return last
  }

  function retractAll(works: readonly (Work<T> | undefined)[]): void {
    for (const work of works) if (work !== undefined) journal.retract(work)
  }

  /** Files that are no longer reached. */
  function forget(isReached: (file: string) => boolean): boolean {
    const before = visits.size
    for (const [file, own] of visits) {
      if (isReached(file)) continue
      retractAll(own)
      visits.delete(file)
    }
    return visits.size < before
  }

  return {
    visitAll(files, visit) {
      for (let pass = 1; ; pass++) {
        const last = visitRounds(files, visit)
        // What they told nobody should have heard, nor anything before its turn.
        const isHeard = forget((file) => last.has(file)) || journal.inDoubt(start, mostRounds).length > 0
        if (!isHeard) return new Map([...last].map(([file, { result }]) => [file, result]))
        if (pass === mostPasses) forget(() => false)
      }
    },
  }
}
