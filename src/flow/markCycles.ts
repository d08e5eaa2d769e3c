import { append } from '../model/append'
import type { Flow } from './flow'

/** Marks what lies on a circle. What only may be the same is no part of one. */
export function markCycles(flow: Flow): Flow {
  const next = new Map<string, string[]>()
  for (const { from, to, isMatch } of flow.edges.values()) {
    if (!isMatch) append(next, from, to)
  }
  const group = groups([...flow.nodes.keys()], next)
  const isCircle = (from: string, to: string): boolean => group.get(from) === group.get(to)
  const edges = [...flow.edges].map(([id, edge]) => [id, { ...edge, isInCycle: !edge.isMatch && isCircle(edge.from, edge.to) }] as const)
  const inCycle = new Set(edges.flatMap(([, { isInCycle, from }]) => (isInCycle ? [from] : [])))
  return {
    nodes: new Map([...flow.nodes].map(([id, node]) => [id, { ...node, isInCycle: inCycle.has(id) }])),
    edges: new Map(edges),
  }
}

/**
 * Tarjan's strongly connected components, each node with the number of its own. With a stack of its own: the library that lays out has
 * them recursive, and a chain of ten thousand events must not end in an overflow.
 */
function groups(nodes: readonly string[], next: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const found = new Map<string, number>()
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  let count = 0
  for (const start of nodes) {
    if (order.has(start)) continue
    const path = [{ node: start, at: 0 }]
    while (path.length > 0) {
      const step = path.at(-1)!
      const { node } = step
      if (step.at === 0) {
        order.set(node, order.size)
        lowest.set(node, order.get(node)!)
        open.push(node)
      }
      const to = next.get(node)?.[step.at++]
      if (to !== undefined) {
        if (!order.has(to)) path.push({ node: to, at: 0 })
        else if (!found.has(to)) lowest.set(node, Math.min(lowest.get(node)!, order.get(to)!))
        continue
      }
      path.pop()
      const before = path.at(-1)
      if (before !== undefined) lowest.set(before.node, Math.min(lowest.get(before.node)!, lowest.get(node)!))
      if (lowest.get(node) !== order.get(node)) continue
      for (let member = open.pop(); member !== undefined; member = member === node ? undefined : open.pop()) found.set(member, count)
      count++
    }
  }
  return found
}
