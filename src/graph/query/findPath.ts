import type { EventGraph } from '../../model/graph'
import { eventFlow, type FlowStep } from '../events/eventFlow'

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
