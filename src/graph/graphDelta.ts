import type { EventGraph } from '../model/graph'

/** A list by what it keeps of the one before: stretches of that (from, to), and items that are new. */
export type ListDelta<T> = readonly (T | readonly [from: number, to: number])[]

const lists = ['events', 'unresolved', 'taskRuns', 'tests', 'cycles', 'lints', 'problems'] as const

type Lists = Pick<EventGraph, (typeof lists)[number]>

/** A graph by what differs from the one before: an edit changes few of thousands of sites. */
export type GraphDelta = Omit<EventGraph, keyof Lists> & { readonly [K in keyof Lists]: ListDelta<Lists[K][number]> }

/** What a graph adds to the one before. Items that are the same objects are kept. */
export function graphDelta(
  before: EventGraph | null,
  { events, unresolved, taskRuns, tests, cycles, lints, problems, ...rest }: EventGraph,
): GraphDelta {
  return {
    ...rest,
    events: listDelta(before?.events, events),
    unresolved: listDelta(before?.unresolved, unresolved),
    taskRuns: listDelta(before?.taskRuns, taskRuns),
    tests: listDelta(before?.tests, tests),
    cycles: listDelta(before?.cycles, cycles),
    lints: listDelta(before?.lints, lints),
    problems: listDelta(before?.problems, problems),
  }
}

/** The graph that a delta makes of the one before. */
export function applyDelta(
  before: EventGraph | null,
  { events, unresolved, taskRuns, tests, cycles, lints, problems, ...rest }: GraphDelta,
): EventGraph {
  return {
    ...rest,
    events: applyList(before?.events, events),
    unresolved: applyList(before?.unresolved, unresolved),
    taskRuns: applyList(before?.taskRuns, taskRuns),
    tests: applyList(before?.tests, tests),
    cycles: applyList(before?.cycles, cycles),
    lints: applyList(before?.lints, lints),
    problems: applyList(before?.problems, problems),
  }
}

/** Whether a graph that was made of the one before tells nothing else: all of its lists are the same objects. The time it took may differ. */
export function isSameGraph(before: EventGraph, now: EventGraph): boolean {
  return (
    lists.every((list) => before[list] === now[list]) &&
    before.stats.files === now.stats.files &&
    before.stats.candidates === now.stats.candidates
  )
}

function listDelta<T extends object>(before: readonly T[] = [], now: readonly T[]): ListDelta<T> {
  const places = new Map(before.map((item, index) => [item, index]))
  const delta: (T | [from: number, to: number])[] = []
  let last: [from: number, to: number] | null = null
  for (const item of now) {
    const at = places.get(item)
    if (at === undefined) {
      delta.push(item)
      last = null
    } else if (last !== null && last[1] === at) last[1]++
    else delta.push((last = [at, at + 1]))
  }
  return delta
}

function applyList<T extends object>(before: readonly T[] = [], delta: ListDelta<T>): readonly T[] {
  const [only, ...others] = delta
  if (only === undefined && before.length === 0) return before
  if (only !== undefined && others.length === 0 && isStretch(only) && only[1] - only[0] === before.length) return before
  return delta.flatMap((one) => (isStretch(one) ? before.slice(one[0], one[1]) : [one]))
}

function isStretch<T>(one: T | readonly [from: number, to: number]): one is readonly [from: number, to: number] {
  return Array.isArray(one)
}
