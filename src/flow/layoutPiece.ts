import { Graph, layout } from '@dagrejs/dagre'
import type { Point } from '../model/graphPageProtocol'
import type { PiecePlaces, PieceSizes } from './pieces'

const TEXT_HEIGHT = 16
/** Room below a node for the way back to itself. */
const LOOP_HEIGHT = 22

/** Places a piece in layers from left to right. The same piece always comes out the same. Only the worker calls this: it can take seconds. */
export function layoutPiece({ nodes, edges }: PieceSizes): PiecePlaces {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', rankalign: 'top', nodesep: 24, edgesep: 16, ranksep: 48 })
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { id, from, to, textWidth } of edges) {
    const size = textWidth === 0 ? { width: 0, height: 0 } : { width: textWidth, height: TEXT_HEIGHT, labelpos: 'c' }
    graph.setEdge(from, to, from === to ? { ...size, height: LOOP_HEIGHT } : size, id)
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    nodes: nodes.map(({ id }) => {
      const { x, y } = graph.node(id) as Point
      return { x, y }
    }),
    edges: edges.map(({ id, from, to, textWidth }) => {
      const { points = [], x, y } = graph.edge(from, to, id) as { points?: readonly Point[]; x?: number; y?: number }
      const textAt = textWidth === 0 || x === undefined || y === undefined ? null : { x, y }
      return { points: points.map(({ x: px, y: py }) => ({ x: px, y: py })), textAt }
    }),
  }
}
