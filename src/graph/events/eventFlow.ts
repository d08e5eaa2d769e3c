import { tellDelay } from '../../words/tellDelay'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import type { EventGraph, Publisher, UnresolvedSite } from '../../model/graph'
import { eventEdges } from './eventEdges'

/** What the handlers of one event lead to. */
export interface FlowStep {
  /** The event that is published. */
  readonly to: string
  /** The calls that publish it there. */
  readonly publishers: readonly Publisher[]
  /** A task stands between the handler and the publish. */
  readonly isThroughTask: boolean
}

/** Which events lead to which, for those who walk along. */
export interface EventFlow {
  /** What the handlers of an event publish, in the order of the names. */
  from(event: string): readonly FlowStep[]
  /** The publishes in handlers of an event whose name the text does not fix. */
  openFrom(event: string): readonly UnresolvedSite[]
}

/** Made once for each graph. */
export const eventFlow = onceFor(buildFlow)

function buildFlow({ events, unresolved, taskRuns }: EventGraph): EventFlow {
  const publishersOf = new Map(events.map(({ name, publishers }) => [name, publishers]))
  const next = new Map<string, string[]>()
  for (const { from, to } of eventEdges(events, taskRuns)) append(next, from, to)
  const step = (from: string, to: string): FlowStep => {
    const all = publishersOf.get(to) ?? []
    const direct = all.filter(({ triggers }) => triggers.some(({ kind, name }) => kind === 'event' && name === from))
    const inTask = all.filter(({ triggers }) => triggers.some(({ kind }) => kind === 'task'))
    return { to, publishers: direct.length > 0 ? direct : inTask, isThroughTask: direct.length === 0 }
  }
  const open = new Map<string, UnresolvedSite[]>()
  for (const site of unresolved) {
    if (site.kind !== 'publish') continue
    for (const name of new Set(site.triggers.flatMap((trigger) => (trigger.kind === 'event' ? [trigger.name] : [])))) {
      append(open, name, site)
    }
  }
  return { from: (event) => [...new Set(next.get(event))].map((to) => step(event, to)), openFrom: (event) => open.get(event) ?? [] }
}

/** The delays of some publishes, each once; null where all go at once. */
export function tellDelays(publishers: readonly Publisher[]): string | null {
  const delays = publishers.map(tellDelay)
  if (delays.every((delay) => delay === null)) return null
  return [...new Set(delays.map((delay) => delay ?? 'at once'))].join(' or ')
}

/** The shortest way on which one event leads to another; null when none does. From an event to itself it goes once around. */
export function findPath(graph: EventGraph, from: string, to: string): readonly FlowStep[] | null {
  const flow = eventFlow(graph)
  const ways: { readonly at: string; readonly steps: readonly FlowStep[] }[] = [{ at: from, steps: [] }]
  const seen = new Set<string>()
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const step of flow.from(way.at)) {
      const steps = [...way.steps, step]
      if (step.to === to) return steps
      if (seen.has(step.to)) continue
      seen.add(step.to)
      ways.push({ at: step.to, steps })
    }
  }
  return null
}
