import type { EventGraph } from '../model/graph'
import { sameEnds } from './journal/listChanges'

/** A list by what it keeps of the one before: stretches of that (from, to), and items that are new. */
export type ListDelta<T> = readonly (T | readonly [from: number, to: number])[]

const lists = ['events', 'unresolved', 'taskRuns', 'tests', 'cycles', 'lints', 'problems'] as const

type List = (typeof lists)[number]

/** A graph by what differs from the one before: an edit changes few of thousands of sites. */
export type GraphDelta = Omit<EventGraph, List> & { readonly [K in List]: ListDelta<EventGraph[K][number]> }

/** The lists that hang on what was found alone. */
export type GraphLists = Omit<Pick<EventGraph, List>, 'problems'>

/** A graph as JSON, where its lists are known as JSON: they are most of it. */
export function graphJson({ version, root, problems, stats }: EventGraph, lists: string): string {
  const others = JSON.stringify({ version, root, problems, stats } satisfies Omit<EventGraph, keyof GraphLists>)
  return `${others.slice(0, -1)},${lists.slice(1)}`
}

/** What a graph adds to the one before. Items that are the same objects are kept. */
export function graphDelta(before: EventGraph | null, graph: EventGraph): GraphDelta {
  const deltas = lists.map((list) => [list, listDelta<object>(before?.[list], graph[list])] as const)
  return { ...graph, ...(Object.fromEntries(deltas) as unknown as Pick<GraphDelta, List>) }
}

/** The graph that a delta makes of the one before. */
export function applyDelta(before: EventGraph | null, delta: GraphDelta): EventGraph {
  const applied = lists.map((list) => [list, applyList<object>(before?.[list], delta[list])] as const)
  return { ...delta, ...(Object.fromEntries(applied) as unknown as Pick<EventGraph, List>) }
}

/** Whether a graph that was made of the one before tells nothing else: all of its lists are the same objects. The time it took may differ. */
export function isSameGraph(before: EventGraph, now: EventGraph): boolean {
  return (
    lists.every((list) => before[list] === now[list]) &&
    before.stats.files === now.stats.files &&
    before.stats.candidates === now.stats.candidates
  )
}

/** Between its ends that did not change, what moved is found by a table. */
function listDelta<T extends object>(before: readonly T[] = [], now: readonly T[]): ListDelta<T> {
  const { start, end } = sameEnds(before, now)
  const [from, to] = [before.length - end, now.length - end]
  const places = new Map(before.slice(start, from).map((item, index) => [item, start + index]))
  const delta: (T | [from: number, to: number])[] = start > 0 ? [[0, start]] : []
  let last: [from: number, to: number] | null = null
  for (const item of now.slice(start, to)) {
    const at = places.get(item)
    if (at === undefined) {
      delta.push(item)
      last = null
    } else if (last !== null && last[1] === at) last[1]++
    else delta.push((last = [at, at + 1]))
  }
  return end > 0 ? [...delta, [from, before.length]] : delta
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
