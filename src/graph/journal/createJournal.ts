import { isSameData } from './isSameData'
import { kindSize, type Journal, type Kept, type Work } from './journal'
import { createSources, addTold, differing, isFirst, isToldBetween, removeTold, valuesUpTo, type Source, type Told } from './sources'

const none: ReadonlySet<never> = new Set<never>()

export function createJournal(): Journal {
  let clock = 1
  let kinds = 0
  /** Of the work at hand. */
  let place = 0
  let used: Set<Source | Kept<unknown>> | null = null
  let telling: Told[] | null = null
  /** Whether a value is being worked out for it. */
  let isInValue = false
  const sources = createSources()
  /** Work that hangs on something that has changed since. */
  const inDoubt = new Set<Work<unknown>>()

  /** Most values depend on nothing but the file they stand in. */
  function use(source: Source | Kept<unknown>): void {
    ;(used ??= new Set()).add(source)
  }

  function useAll(all: Iterable<Source | Kept<unknown>>): void {
    for (const one of all) use(one)
  }

  function tell(one: Told): void {
    telling?.push(one)
    one.place = place
    if (addTold(one)) one.source.touchedAt = ++clock
  }

  function withdraw(told: readonly Told[]): void {
    clock++
    for (const one of told) if (removeTold(one)) one.source.touchedAt = clock
  }

  /** Where something is told otherwise, the work behind is in doubt. */
  function change(told: readonly Told[], from: number): void {
    clock++
    for (const { source } of told) {
      if (source.changedAt === clock) continue
      source.changedAt = clock
      for (const work of source.works ?? []) if (work.place >= from) inDoubt.add(work)
    }
  }

  function isCurrent(kept: Kept<unknown>): boolean {
    const seen = Math.min(kept.place, place)
    for (const { touchedAt, told } of kept.used) {
      // Where more is told at the one place than at the other, the value may be another.
      if (touchedAt > kept.at || (kept.place !== place && told.length > 0 && told.at(-1)!.place > seen)) return false
    }
    return true
  }

  function workOut<T>(kept: Kept<T>, again: () => T): void {
    const [outer, wasInValue, at] = [used, isInValue, clock]
    ;[used, isInValue] = [null, true]
    let own: ReadonlySet<Source> = none
    try {
      const value = again()
      if (kept.at === 0) kept.value = value
      else if (!isSameData(kept.value, value)) [kept.value, kept.changedAt] = [value, ++clock]
      ;[kept.used, kept.at, kept.place] = [(used as ReadonlySet<Source> | null) ?? none, at, place]
    } catch (error) {
      own = (used as ReadonlySet<Source> | null) ?? none
      throw error
    } finally {
      ;[used, isInValue] = [outer, wasInValue]
      useAll(own)
    }
  }

  function useKept(kept: Kept<unknown>, again: () => unknown): void {
    if (isInValue) useAll(kept.used)
    else if (kept.used.size > 0) {
      kept.again ??= again
      use(kept)
    }
  }

  /** Whether all that work depends on is as it was when it was done. */
  function isSame(work: Work<unknown>): boolean {
    const outer = place
    place = work.place
    try {
      for (const source of work.used) {
        if (isKept(source) && !isCurrent(source)) workOut(source, source.again!)
        if (source.changedAt > work.at) return false
      }
      return true
    } catch (error) {
      // What became too deep is told where it is read.
      if (error instanceof RangeError) return false
      throw error
    } finally {
      place = outer
    }
  }

  function perform<T>(work: Work<T>, at: number, run: () => T): void {
    const outer = { used, telling, place, isInValue }
    const told: Told[] = []
    ;[used, telling, place, isInValue] = [null, told, at, false]
    try {
      work.result = run()
      ;[work.used, work.told, work.place] = [used ?? none, told, at]
    } finally {
      ;({ used, telling, place, isInValue } = outer)
    }
  }

  /** Ties work to all that it hangs on. */
  function tie(work: Work<unknown>, leaves: ReadonlySet<Source>): void {
    for (const leaf of work.leaves) if (!leaves.has(leaf) && leaf.works!.delete(work) && !work.isAside) leaf.uses--
    for (const leaf of leaves) {
      if (work.leaves.has(leaf)) continue
      ;(leaf.works ??= new Set()).add(work)
      if (!work.isAside) leaf.uses++
    }
    work.leaves = leaves
  }

  function settle(work: Work<unknown>): void {
    work.at = clock
    inDoubt.delete(work)
  }

  return {
    begin(changed) {
      clock++
      used = null
      for (const text of changed) {
        const question = sources.question(text)
        question.changedAt = question.touchedAt = clock
        for (const work of question.works ?? []) inDoubt.add(work)
      }
    },
    places(count) {
      kinds += count
      return (kinds - count) * kindSize
    },
    inDoubt: (start, count = 1) => [...inDoubt].filter(({ place }) => place >= start && place < start + count * kindSize),
    use: (question) => use(sources.question(question)),
    tell: (topic, about, key, value) => tell({ source: sources.subject(topic, about), key, value, place }),
    told(topic, about) {
      const source = sources.subject(topic, about)
      use(source)
      return valuesUpTo(place, source)
    },
    isTold(topic, about) {
      const source = sources.subject(topic, about)
      use(source)
      return source.told.length > 0 && source.told[0]!.place <= place
    },
    outcome: (topic, about) => valuesUpTo(Infinity, sources.subject(topic, about)),
    keep<T>(before: Kept<T> | undefined, again: () => T): Kept<T> {
      const kept = before ?? { value: undefined as T, again: null, used: none, at: 0, place: 0, changedAt: 0 }
      if (before === undefined || !isCurrent(before)) workOut(kept, again)
      useKept(kept, again)
      return kept
    },
    isCurrent,
    newWork: <T>(isAside = false): Work<T> => ({
      result: undefined as T,
      input: undefined,
      used: none,
      leaves: none,
      told: [],
      at: 0,
      place: 0,
      isAside,
    }),
    redo(work, at, input, run) {
      const isHere = work.at > 0 && work.place === at
      if (isHere && work.input === input && !inDoubt.has(work)) return work.result
      if (!(isHere && work.input === input && isSame(work))) {
        const { told, place: before } = work
        withdraw(told)
        work.input = input
        perform(work, at, () => run(input))
        if (isHere) change(differing(told, work.told), at)
        else change([...told, ...work.told], told.length === 0 ? at : Math.min(before, at))
      }
      tie(work, leavesOf(work.used))
      settle(work)
      return work.result
    },
    part(work, run) {
      if (work.at > 0 && work.place === place && isSame(work)) for (const one of work.told) tell(one)
      else {
        perform(work, place, run)
        telling?.push(...work.told)
      }
      useAll(work.used)
      settle(work)
      return work.result
    },
    isSameAt({ leaves, place: from }, at) {
      for (const leaf of leaves) if (isToldBetween(from, at, leaf)) return false
      return true
    },
    hasNews: ({ told }) => told.some(isFirst),
    retract(work) {
      withdraw(work.told)
      change(work.told, work.place)
      tie(work, none)
      inDoubt.delete(work)
      ;[work.told, work.at] = [[], 0]
    },
    questions: () => sources.usedQuestions(),
    isUsed: (text) => sources.question(text).uses > 0,
  }
}

/** What work hangs on in the end. */
function leavesOf(used: Work<unknown>['used']): ReadonlySet<Source> {
  const leaves = new Set<Source>()
  for (const one of used) {
    if (!isKept(one)) leaves.add(one)
    else for (const leaf of one.used) leaves.add(leaf)
  }
  return leaves
}

function isKept(one: Source | Kept<unknown>): one is Kept<unknown> {
  return 'again' in one
}
