import type { PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'

/**
 * Where a key leads from a node: right and left along its edges, to the nearest where there are several; up and down to the nearest node
 * there. Where no edge leads, to the nearest node on that side, so that each can be reached. Null when the key means nothing here.
 */
export function moveInGraph(
  key: string,
  from: PlacedNode,
  nodes: ReadonlyMap<string, PlacedNode>,
  edges: Iterable<PlacedEdge>,
): PlacedNode | null {
  const all = [...nodes.values()]
  switch (key) {
    case 'ArrowRight':
      return along(from, nodes, edges, 'from', 'to') ?? beside(from, all, 1, 0) ?? from
    case 'ArrowLeft':
      return along(from, nodes, edges, 'to', 'from') ?? beside(from, all, -1, 0) ?? from
    case 'ArrowDown':
      return beside(from, all, 0, 1) ?? from
    case 'ArrowUp':
      return beside(from, all, 0, -1) ?? from
    case 'Home':
      return all.reduce((best, node) => (node.y + node.x < best.y + best.x ? node : best), from)
    case 'End':
      return all.reduce((best, node) => (node.y + node.x > best.y + best.x ? node : best), from)
    default:
      return null
  }
}

function along(
  from: PlacedNode,
  nodes: ReadonlyMap<string, PlacedNode>,
  edges: Iterable<PlacedEdge>,
  near: 'from' | 'to',
  far: 'from' | 'to',
): PlacedNode | null {
  const ends = [...edges].flatMap((edge) => (edge[near] === from.id && edge[far] !== from.id ? (nodes.get(edge[far]) ?? []) : []))
  return nearest(from, ends, () => true)
}

/** The nearest on one side: what lies straight that way counts before what lies aslant. */
function beside(from: PlacedNode, all: readonly PlacedNode[], right: number, down: number): PlacedNode | null {
  return nearest(from, all, (x, y) =>
    right === 0 ? y * down > 0 && Math.abs(x) <= Math.abs(y) * 2 : x * right > 0 && Math.abs(y) <= Math.abs(x),
  )
}

function nearest(from: PlacedNode, all: readonly PlacedNode[], isThere: (x: number, y: number) => boolean): PlacedNode | null {
  let best: PlacedNode | null = null
  let least = Infinity
  for (const node of all) {
    const [x, y] = [node.x - from.x, node.y - from.y]
    const distance = Math.hypot(x, y)
    if (node.id !== from.id && isThere(x, y) && distance < least) [best, least] = [node, distance]
  }
  return best
}
