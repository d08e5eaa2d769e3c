import { getOrMake } from '../model/getOrMake'
import type { Flow, FlowEdge, FlowNode } from './flow'

/** The pieces that hang together, each in the order of the whole. */
export function splitFlow({ nodes, edges }: Flow): Flow[] {
  const parent = new Map([...nodes.keys()].map((id) => [id, id]))
  const rootOf = (id: string): string => {
    let root = id
    while (parent.get(root) !== root) root = parent.get(root)!
    for (let at = id; at !== root;) {
      const next = parent.get(at)!
      parent.set(at, root)
      at = next
    }
    return root
  }
  for (const { from, to } of edges.values()) parent.set(rootOf(from), rootOf(to))

  const pieces = new Map<string, { nodes: Map<string, FlowNode>; edges: Map<string, FlowEdge> }>()
  for (const [id, node] of nodes) {
    getOrMake(pieces, rootOf(id), () => ({ nodes: new Map<string, FlowNode>(), edges: new Map<string, FlowEdge>() })).nodes.set(id, node)
  }
  for (const [id, edge] of edges) pieces.get(rootOf(edge.from))!.edges.set(id, edge)
  return [...pieces.values()]
}
