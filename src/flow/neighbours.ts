import { append } from '../model/append'
import type { FlowEdge } from './flow'

export interface Neighbours {
  /** Edges by the node at which they end. */
  readonly before: ReadonlyMap<string, readonly FlowEdge[]>
  /** Edges by the node at which they start. */
  readonly after: ReadonlyMap<string, readonly FlowEdge[]>
}

export function neighbours(edges: Iterable<FlowEdge>): Neighbours {
  const before = new Map<string, FlowEdge[]>()
  const after = new Map<string, FlowEdge[]>()
  for (const edge of edges) {
    append(before, edge.to, edge)
    append(after, edge.from, edge)
  }
  return { before, after }
}
