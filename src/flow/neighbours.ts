import { append } from '../model/append'
import type { FlowEdge } from './flow'

export interface Neighbours {
  /** Edges that end at a node. */
  readonly before: (id: string) => readonly FlowEdge[]
  /** Edges that start at a node. */
  readonly after: (id: string) => readonly FlowEdge[]
}

export function neighbours(edges: Iterable<FlowEdge>): Neighbours {
  const before = new Map<string, FlowEdge[]>()
  const after = new Map<string, FlowEdge[]>()
  for (const edge of edges) {
    append(before, edge.to, edge)
    append(after, edge.from, edge)
  }
  return { before: (id) => before.get(id) ?? [], after: (id) => after.get(id) ?? [] }
}
