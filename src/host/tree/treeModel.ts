import { eventFlow, type EventFlow } from '../../graph/events/eventFlow'
import { lintOwners, type LintOwners } from '../../graph/lints/lintOwners'
import type { EventGraph, TaskRun } from '../../model/graph'
import type { Trace } from '../../model/trace'
import { countByEvent, type EventCounts } from '../../report/countByEvent'
import { seenNames, type SeenNames } from '../../report/seenNames'
import { indexOf, type EventIndex } from '../eventIndex'
import type { RowEvent } from './treeNode'

/** All that the rows of a folder tell. */
export interface TreeModel {
  readonly graph: EventGraph
  readonly index: EventIndex
  readonly lints: LintOwners
  readonly flow: EventFlow
  /** Of the last run; null before the first. */
  readonly counts: ReadonlyMap<string, EventCounts> | null
  /** What runs found that the text of the code does not tell. */
  readonly seen: SeenNames
  /** What the menu of a row acts on that names an event. */
  named(event: string): RowEvent
  /** The calls that start a task. */
  startsOf(task: string): readonly TaskRun[]
  isInCycle(event: string): boolean
  /** Whether handlers of the event publish anything. */
  leadsOn(event: string): boolean
}

/** `traces` are the runs of the folder, the last one first. */
export function treeModel(graph: EventGraph, traces: readonly Trace[]): TreeModel {
  const index = indexOf(graph)
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
    index,
    named: (name) => {
      const { publishers = [], handlers = [] } = index.event(name) ?? {}
      return { name, publishers: publishers.length, handlers: handlers.length }
    },
    startsOf: (task) => graph.taskRuns.filter((run) => run.task === task),
    isInCycle: (event) => inCycles.has(event),
    leadsOn: (event) => {
      const flow = eventFlow(graph)
      return flow.from(event).length + flow.openFrom(event).length > 0
    },
  }
}
