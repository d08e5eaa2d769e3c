import { eventFlow, type EventFlow } from '../../graph/events/eventFlow'
import { lintOwners, type LintOwners } from '../../graph/lints/lintOwners'
import type { EventGraph, EventNode, TaskRun, UnresolvedSite } from '../../model/graph'
import type { Trace } from '../../model/trace'
import { countByEvent, type EventCounts } from '../../report/countByEvent'
import { seenNames, type SeenNames } from '../../report/seenNames'

/** All that the rows of a folder tell. */
export interface TreeModel {
  readonly graph: EventGraph
  readonly lints: LintOwners
  readonly flow: EventFlow
  /** Of the last run; null before the first. */
  readonly counts: ReadonlyMap<string, EventCounts> | null
  /** What runs found that the text of the code does not tell. */
  readonly seen: SeenNames
  eventOf(name: string): EventNode | undefined
  /** The calls whose name the text does not fix, but whose pattern fits the event. */
  possibleFor(event: string): readonly UnresolvedSite[]
  /** The calls that start a task. */
  startsOf(task: string): readonly TaskRun[]
  isInCycle(event: string): boolean
  /** Whether handlers of the event publish anything. */
  leadsOn(event: string): boolean
}

/** `traces` are the runs of the folder, the last one first. */
export function treeModel(graph: EventGraph, traces: readonly Trace[]): TreeModel {
  const events = new Map(graph.events.map((event) => [event.name, event]))
  const possible = new Map<string, UnresolvedSite[]>()
  for (const site of graph.unresolved) {
    for (const name of site.matches) {
      const known = possible.get(name)
      if (known === undefined) possible.set(name, [site])
      else known.push(site)
    }
  }
  const inCycles = new Set(graph.cycles.flatMap(({ events: names }) => names))
  return {
    graph,
    lints: lintOwners(graph),
    // Only rows that are opened ask for it.
    get flow() {
      return eventFlow(graph)
    },
    counts: traces[0] === undefined ? null : countByEvent(traces[0]),
    seen: seenNames(graph, traces),
    eventOf: (name) => events.get(name),
    startsOf: (task) => graph.taskRuns.filter((run) => run.task === task),
    isInCycle: (event) => inCycles.has(event),
    possibleFor: (event) => possible.get(event) ?? [],
    leadsOn: (event) => {
      const flow = eventFlow(graph)
      return flow.from(event).length + flow.openFrom(event).length > 0
    },
  }
}
