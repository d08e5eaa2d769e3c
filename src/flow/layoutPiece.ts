import { Graph, layout } from '@dagrejs/dagre'
import type { Point } from '../model/graphPageProtocol'

export interface Size {
  readonly width: number
  readonly height: number
}

/** One piece of a graph that hangs together, as sizes in px. Edges are in the order of their ids. */
export interface PieceSizes {
  readonly nodes: readonly ({ readonly id: string } & Size)[]
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string; readonly text: Size | null }[]
}

/** Where they are, in the order of the sizes, from 0,0. Nodes by their centre. */
export interface PiecePlaces extends Size {
  readonly nodes: readonly Point[]
  readonly edges: readonly { readonly points: readonly Point[]; readonly textAt: Point | null }[]
}

/** Room below a node for the way back to itself. */
const LOOP_HEIGHT = 6

/** Places a piece in layers from left to right. The same piece always comes out the same. Only the worker calls this: it can take seconds. */
export function layoutPiece({ nodes, edges }: PieceSizes): PiecePlaces {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', rankalign: 'top', nodesep: 24, edgesep: 16, ranksep: 48 })
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { id, from, to, text } of edges) {
    const size = text === null ? { width: 0, height: 0 } : { ...text, labelpos: 'c' }
    graph.setEdge(from, to, from === to ? { ...size, height: size.height + LOOP_HEIGHT } : size, id)
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    nodes: nodes.map(({ id }) => pointOf(graph.node(id) as Point)),
    edges: edges.map(({ id, from, to, text }) => {
      const edge = graph.edge(from, to, id) as Point & { points: readonly Point[] }
      return { points: edge.points.map(pointOf), textAt: text === null ? null : pointOf(edge) }
    }),
  }
}

function pointOf({ x, y }: Point): Point {
  return { x, y }
}
