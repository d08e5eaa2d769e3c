import type { Cycle, EventNode, TaskRun } from '../model/graph'
import { eventEdges } from './eventEdges'
import { findCycles, type Edge } from './findCycles'

interface Ways {
  readonly edges: readonly Edge[]
  /** The same for equal edges. */
  readonly key: string
}

/** Finds the circles of events; again only when an event leads elsewhere than the time before. */
export function createCycles(): (events: readonly EventNode[], taskRuns: readonly TaskRun[]) => readonly Cycle[] {
  const ofEvents = new WeakMap<EventNode, Ways>()
  let keysBefore: readonly string[] = []
  let cycles: readonly Cycle[] = []

  function waysTo(event: EventNode, taskRuns: readonly TaskRun[]): Ways {
    const known = ofEvents.get(event)
    if (known !== undefined) return known
    const edges = eventEdges([event], taskRuns)
    const ways = { edges, key: JSON.stringify(edges) }
    // What comes through a task hangs on more than the event.
    if (event.publishers.every(({ triggers }) => triggers.every(({ kind }) => kind !== 'task'))) ofEvents.set(event, ways)
    return ways
  }

  return (events, taskRuns) => {
    const ways = events.map((event) => waysTo(event, taskRuns))
    const isSame = ways.length === keysBefore.length && ways.every(({ key }, index) => key === keysBefore[index])
    if (!isSame) {
      keysBefore = ways.map(({ key }) => key)
      cycles = findCycles(ways.flatMap(({ edges }) => edges))
    }
    return cycles
  }
}
