import { eventFlow, type EventFlow } from '../../graph/eventFlow'
import { lintOwners, type LintOwners } from '../../graph/lintOwners'
import type { EventGraph, EventNode } from '../../model/graph'
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
  /** Whether handlers of the event publish anything. */
  leadsOn(event: string): boolean
}

/** `traces` are the runs of the folder, the last one first. */
export function treeModel(graph: EventGraph, traces: readonly Trace[]): TreeModel {
  const events = new Map(graph.events.map((event) => [event.name, event]))
  const flow = eventFlow(graph)
  return {
    graph,
    lints: lintOwners(graph),
    flow,
    counts: traces[0] === undefined ? null : countByEvent(traces[0]),
    seen: seenNames(graph, traces),
    eventOf: (name) => events.get(name),
    leadsOn: (event) => flow.from(event).length + flow.openFrom(event).length > 0,
  }
}
