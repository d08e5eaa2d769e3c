import type { Cycle, EventNode, TaskRun } from '../../model/graph'
import { eventEdges } from './eventEdges'
import { findCycles, type Edge } from './findCycles'
import { isSameData } from '../journal/isSameData'
import { listChanges } from '../journal/listChanges'
import { compareText } from '../syntax/siteOf'

/** Finds the circles of events; again only among those that hang together with an event that leads elsewhere than the time before. */
export function createCycles(): (events: readonly EventNode[], taskRuns: readonly TaskRun[]) => readonly Cycle[] {
  let eventsBefore: readonly EventNode[] = []
  /** The ways to each event. */
  const ways = new Map<string, readonly Edge[]>()
  /** What comes through a task hangs on more than the event. */
  const throughTasks = new Map<string, EventNode>()
  let groups: ReadonlyMap<string, Group> = new Map()
  let cycles: readonly Cycle[] = []

  /** False when it is as it was. */
  function setWays(event: EventNode, taskRuns: readonly TaskRun[]): boolean {
    const edges = eventEdges([event], taskRuns)
    if (isSameData(ways.get(event.name) ?? [], edges)) return false
    if (edges.length === 0) ways.delete(event.name)
    else ways.set(event.name, edges)
    return true
  }

  return (events, taskRuns) => {
    const { gone, come } = listChanges(eventsBefore, events)
    eventsBefore = events
    const names = new Set(come.map(({ name }) => name))
    let isChanged = false
    for (const { name } of gone) {
      throughTasks.delete(name)
      if (!names.has(name)) isChanged = ways.delete(name) || isChanged
    }
    for (const event of come) {
      if (event.publishers.some(({ triggers }) => triggers.some(({ kind }) => kind === 'task'))) throughTasks.set(event.name, event)
      else isChanged = setWays(event, taskRuns) || isChanged
    }
    for (const event of throughTasks.values()) isChanged = setWays(event, taskRuns) || isChanged
    if (!isChanged) return cycles
    groups = new Map(
      grouped(ways).map((own): [string, Group] => {
        const before = groups.get(own[0]![0])
        const isSame = before?.ways.length === own.length && own.every(([, edges], index) => edges === before.ways[index]![1])
        return [own[0]![0], isSame ? before : { ways: own, cycles: findCycles(own.flatMap(([, edges]) => edges)) }]
      }),
    )
    const found = [...groups.values()].flatMap((group) => group.cycles)
    cycles = found.sort((a, b) => compareText(JSON.stringify(a.events), JSON.stringify(b.events)))
    return cycles
  }
}

type Ways = readonly (readonly [to: string, edges: readonly Edge[]])[]

/** Events that hang together, with their circles. */
interface Group {
  readonly ways: Ways
  readonly cycles: readonly Cycle[]
}

/** Puts together what leads to events that hang together, in order. */
function grouped(ways: ReadonlyMap<string, readonly Edge[]>): Ways[] {
  const above = new Map<string, string>()
  const top = (name: string): string => {
    let at = name
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next
    if (at !== name) above.set(name, at)
    return at
  }
  for (const edges of ways.values()) {
    for (const { from, to } of edges) {
      const [one, other] = [top(from), top(to)]
      if (one !== other) above.set(one, other)
    }
  }
  const found = new Map<string, (readonly [string, readonly Edge[]])[]>()
  for (const way of [...ways].sort(([a], [b]) => compareText(a, b))) {
    const own = found.get(top(way[0])) ?? []
    found.set(top(way[0]), own)
    own.push(way)
  }
  return [...found.values()]
}
