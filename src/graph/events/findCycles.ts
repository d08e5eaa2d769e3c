import type { Cycle } from '../../model/graph'
import { compareText } from '../syntax/siteOf'

/** The handler of `from` publishes `to`. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly delayed: boolean
}

type Neighbours = ReadonlyMap<string, readonly string[]>

/**
 * Circles of events, each starting at its first name in order. For every edge on a circle the shortest circle through it is given, and
 * the shortest without any delay: all circles together can be more than anyone can read.
 */
export function findCycles(edges: readonly Edge[]): Cycle[] {
  const everything = neighbours(edges)
  const atOnce = neighbours(edges.filter(({ delayed }) => !delayed))
  const cycles = new Map<string, Cycle>()
  for (const { from, to } of edges) {
    for (const graph of [everything, atOnce]) {
      const path = graph.get(from)?.includes(to) === true ? shortestPath(graph, to, from) : null
      if (path === null) continue
      const events = rotate(path)
      const delayed = events.some((name, index) => atOnce.get(name)?.includes(events[(index + 1) % events.length]!) !== true)
      cycles.set(JSON.stringify(events), { events, delayed })
    }
  }
  return [...cycles.entries()].sort(([a], [b]) => compareText(a, b)).map(([, cycle]) => cycle)
}

function neighbours(edges: readonly Edge[]): Neighbours {
  const found = new Map<string, Set<string>>()
  for (const { from, to } of edges) found.set(from, (found.get(from) ?? new Set()).add(to))
  return new Map([...found].map(([name, next]) => [name, [...next].sort(compareText)]))
}

/** The names from `start` to `goal`, both included. */
function shortestPath(graph: Neighbours, start: string, goal: string): string[] | null {
  const before = new Map<string, string | null>([[start, null]])
  for (const name of before.keys()) {
    if (name === goal) {
      const path: string[] = []
      for (let at: string | null = goal; at !== null; at = before.get(at) ?? null) path.unshift(at)
      return path
    }
    for (const next of graph.get(name) ?? []) if (!before.has(next)) before.set(next, name)
  }
  return null
}

function rotate(events: readonly string[]): string[] {
  const first = events.indexOf([...events].sort(compareText)[0]!)
  return [...events.slice(first), ...events.slice(0, first)]
}
