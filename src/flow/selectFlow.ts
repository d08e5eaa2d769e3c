import { countUp } from '../model/countUp'
import type { Flow, FlowNode } from './flow'
import { neighbours } from './neighbours'
import { splitFlow } from './splitFlow'

/** What the reader asked to see. */
export interface FlowView {
  /** Id of the node to look around; null for all. */
  readonly focus: string | null
  /** How many steps before and after the focus; null for all there are. */
  readonly depth: number | null
  readonly isCyclesOnly: boolean
}

export interface Selection {
  readonly flow: Flow
  /** What is looked around: what was asked for, or what was chosen because all is too much; null for all. */
  readonly focus: FlowNode | null
  /** Nodes that are too many, in one piece or in all; 0 where nothing was chosen in the reader's place. */
  readonly tooMany: number
  /** Nodes within the depth that are left out, since no one could read so many. */
  readonly hidden: number
}

/** More of these in one piece than this take seconds to lay out, and nobody reads them. */
const MAX_NODES = 300
const MAX_EDGES = 900
/** As much is drawn around a node. */
const MAX_AROUND = 150
const MAX_DRAWN = 3_000

/** Picks what is drawn: all, what lies on circles, or what is near the focus. A piece too large to read is shown around its busiest node. */
export function selectFlow(all: Flow, { focus, depth, isCyclesOnly }: FlowView): Selection {
  const flow = isCyclesOnly ? cyclesOf(all) : all
  const asked = focus === null ? undefined : flow.nodes.get(focus)
  if (asked !== undefined) return { ...around(flow, asked, depth), focus: asked, tooMany: 0 }
  const large = splitFlow(flow).find(({ nodes, edges }) => nodes.size > MAX_NODES || edges.size > MAX_EDGES) ?? null
  const tooLarge = large ?? (flow.nodes.size > MAX_DRAWN ? flow : null)
  if (tooLarge === null) return { flow, focus: null, tooMany: 0, hidden: 0 }
  const busiest = busiestOf(tooLarge)
  return { ...around(flow, busiest, depth), focus: busiest, tooMany: tooLarge.nodes.size }
}

function cyclesOf({ nodes, edges }: Flow): Flow {
  return {
    nodes: new Map([...nodes].filter(([, { isInCycle }]) => isInCycle)),
    edges: new Map([...edges].filter(([, { isInCycle }]) => isInCycle)),
  }
}

/** What comes to the node, and what it leads to, the nearest first. Not what else these lead to: that is another story. */
function around(flow: Flow, { id }: FlowNode, depth: number | null): { readonly flow: Flow; readonly hidden: number } {
  const { before, after } = neighbours(flow.edges.values())
  const steps = new Map([[id, 0]])
  for (const [next, end] of [
    [after, 'to'],
    [before, 'from'],
  ] as const) {
    const reached = new Map([[id, 0]])
    for (const [node, step] of reached) {
      if (depth !== null && step >= depth) break
      for (const edge of next(node)) if (!reached.has(edge[end])) reached.set(edge[end], step + 1)
    }
    for (const [node, step] of reached) steps.set(node, Math.min(step, steps.get(node) ?? step))
  }
  const nearest = [...steps].sort(([, a], [, b]) => a - b).map(([node]) => node)
  const shown = new Set(nearest.slice(0, MAX_AROUND))
  const edges = [...flow.edges.values()].filter(({ from, to }) => shown.has(from) && shown.has(to))
  return {
    flow: {
      nodes: new Map([...flow.nodes].filter(([node]) => shown.has(node))),
      edges: new Map(edges.slice(0, MAX_EDGES).map((edge) => [edge.id, edge])),
    },
    hidden: nearest.length - shown.size,
  }
}

function busiestOf({ nodes, edges }: Flow): FlowNode {
  const counts = new Map<string, number>()
  for (const { from, to } of edges.values()) for (const id of [from, to]) countUp(counts, id)
  const isEvent = ({ kind }: FlowNode): number => (kind === 'event' ? 1 : 0)
  const [first] = [...nodes.values()].sort((a, b) => isEvent(b) - isEvent(a) || (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))
  return first!
}
