import type { PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/**
 * Where a key leads from a node: arrows on and back along its edges (right and left, or down and up), to the nearest where there are several;
 * the others to the nearest node there. Where no edge leads, to the nearest node on that side, so that each can be reached. Null when the
 * key means nothing here.
 */
export function moveInGraph(
  key: string,
  from: PlacedNode,
  nodes: ReadonlyMap<string, PlacedNode>,
  edges: Iterable<PlacedEdge>,
  isDown: boolean,
): PlacedNode | null {
  const all = [...nodes.values()]
  const arrow = arrows[key]
  if (arrow !== undefined) {
    const [on, aside] = isDown ? [arrow[1], arrow[0]] : arrow
    const next = on === 0 ? null : on > 0 ? along(from, nodes, edges, 'from', 'to') : along(from, nodes, edges, 'to', 'from')
    return next ?? beside(from, all, on, aside, isDown) ?? from
  }
  switch (key) {
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
function beside(from: PlacedNode, all: readonly PlacedNode[], on: number, aside: number, isDown: boolean): PlacedNode | null {
  return nearest(from, all, (x, y) => {
    const [along, across] = isDown ? [y, x] : [x, y]
    return on === 0 ? across * aside > 0 && Math.abs(along) <= Math.abs(across) * 2 : along * on > 0 && Math.abs(across) <= Math.abs(along)
  })
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
