import type { GraphPicture, PlacedEdge, PlacedNode, Point } from '../model/graphPageProtocol'
import type { Flow } from './flow'
import type { PiecePlaces, PieceSizes } from './layoutPiece'
import { codeWidth, wordsWidth } from './measureText'
import { neighbours } from './neighbours'
import { oneLine } from '../words/oneLine'
import { inNode } from './markup'
import { packBoxes } from './packBoxes'
import { curve, loop, TIP } from './shapes'
import { splitFlow } from './splitFlow'
import { tellEdge, type EdgeText } from './tellEdge'
import { tellNode, type NodeText } from './tellNode'

/** Lays out one piece; another thread may do it. */
export type PlacePiece = (piece: PieceSizes) => Promise<PiecePlaces>

export type Drawing = Pick<GraphPicture, 'nodes' | 'edges'> & { readonly width: number; readonly height: number }

const HEIGHT = 44
const LEAST_WIDTH = 96
const PADDING = 12
/** Around the drawing, and between its pieces. */
const MARGIN = 24
const GAP = 40

/** Words, sizes and places of what is drawn. `whole` is what it was picked from: the words tell of neighbours that are not drawn, too. */
export async function placeFlow(flow: Flow, whole: Flow, placePiece: PlacePiece): Promise<Drawing> {
  const texts = tellAll(flow, whole)
  const placed: { readonly sizes: PieceSizes; readonly places: PiecePlaces }[] = []
  for (const piece of splitFlow(flow)) {
    const sizes = sizesOf(piece, texts)
    placed.push({ sizes, places: await placePiece(sizes) })
  }
  const { corners, width, height } = packBoxes(
    placed.map(({ places }) => places),
    GAP,
  )
  const nodes: PlacedNode[] = []
  const edges: PlacedEdge[] = []
  for (const [index, { sizes, places }] of placed.entries()) {
    const offset = { x: corners[index]!.x + MARGIN, y: corners[index]!.y + MARGIN }
    const own = new Map<string, PlacedNode>()
    for (const [at, { id, width: across, height: down }] of sizes.nodes.entries()) {
      const { x, y } = places.nodes[at]!
      const corner = { x: Math.round(offset.x + x - across / 2), y: Math.round(offset.y + y - down / 2) }
      own.set(id, { id, ...corner, width: across, height: down, ...texts.nodes.get(id)! })
    }
    nodes.push(...own.values())
    const columns = columnsOf(own.values())
    for (const [at, { id, from, to }] of sizes.edges.entries()) {
      const { points, textAt: place } = places.edges[at]!
      const textAt = place && moved(place, offset)
      const via = points.slice(1, -1).map((point) => moved(point, offset))
      const start = own.get(from)!
      const line = from === to ? ownLoop(start) : { path: wayBetween(start, own.get(to)!, via, textAt, columns), textAt }
      edges.push({ id, from, to, ...texts.edges.get(id)!, ...line })
    }
  }
  return { nodes, edges, width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(height + 2 * MARGIN) }
}

interface Texts {
  readonly nodes: ReadonlyMap<string, NodeText>
  readonly edges: ReadonlyMap<string, EdgeText>
}

function tellAll({ nodes, edges }: Flow, whole: Flow): Texts {
  const ways = neighbours(whole.edges.values())
  const nameOf = (id: string): string => oneLine(whole.nodes.get(id)!.name)
  return {
    nodes: new Map([...nodes].map(([id, node]) => [id, tellNode(node, ways, nameOf)])),
    edges: new Map([...edges].map(([id, edge]) => [id, tellEdge(edge, nameOf(edge.from), nameOf(edge.to))])),
  }
}

/** In the order of ids: equal pieces have equal sizes, whatever order the sites were found in. */
function sizesOf({ nodes, edges }: Flow, texts: Texts): PieceSizes {
  return {
    nodes: [...nodes.keys()].sort().map((id) => {
      const { title, subtitle, shape } = texts.nodes.get(id)!
      const text = Math.max(codeWidth(inNode(title)), wordsWidth(inNode(subtitle)))
      return { id, width: Math.max(LEAST_WIDTH, Math.ceil(text + 2 * PADDING + (shape === 'start' ? TIP / 2 : 0))), height: HEIGHT }
    }),
    edges: [...edges.values()]
      .map(({ id, from, to }) => {
        const { text } = texts.edges.get(id)!
        return { id, from, to, textWidth: text === '' ? 0 : Math.ceil(wordsWidth(text) + 10) }
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** Where lines that lead back leave and arrive, apart from those that lead on. */
const BACK_SHIFT = 10

/** Right sides of the layers, by their left sides: nodes of a layer stand below each other. */
function columnsOf(nodes: Iterable<PlacedNode>): ReadonlyMap<number, number> {
  const columns = new Map<number, number>()
  for (const { x, width } of nodes) columns.set(x, Math.max(x + width, columns.get(x) ?? 0))
  return columns
}

/**
 * From side to side; the layout's own ends aim at the centres. It gave a point for each layer on the way, where the line has its own row
 * past the nodes, and one between each two layers, which only a line with text needs: its text stands there.
 */
function wayBetween(
  from: PlacedNode,
  to: PlacedNode,
  via: readonly Point[],
  textAt: Point | null,
  columns: ReadonlyMap<number, number>,
): string {
  const isForward = to.x >= from.x + from.width
  const start = isForward ? { x: from.x + from.width, y: middleOf(from) } : { x: from.x, y: backPort(from, via[0]) }
  const end = isForward ? { x: to.x, y: middleOf(to) } : { x: to.x + to.width, y: backPort(to, via.at(-1)) }
  const rows = via.flatMap((point, index) => {
    const right = index % 2 === 1 ? columns.get(point.x) : undefined
    if (right !== undefined) return isForward ? [point, { x: right, y: point.y }] : [{ x: right, y: point.y }, point]
    return textAt !== null && textAt.x === point.x && textAt.y === point.y ? [point] : []
  })
  const between = (x: number): boolean => (isForward ? start.x < x && x < end.x : end.x < x && x < start.x)
  return curve([start, ...rows.filter(({ x }) => between(x)), end])
}

/** On the side to which the line goes, so that it crosses no line that leads on. */
function backPort(node: PlacedNode, next: Point | undefined): number {
  return middleOf(node) + (next !== undefined && next.y < middleOf(node) ? -BACK_SHIFT : BACK_SHIFT)
}

function ownLoop(node: PlacedNode): { readonly path: string; readonly textAt: Point | null } {
  const [middle, bottom] = [node.x + node.width / 2, node.y + node.height]
  return { path: loop(middle, bottom, 26), textAt: { x: middle, y: bottom + 25 } }
}

function middleOf({ y, height }: PlacedNode): number {
  return y + height / 2
}

function moved({ x, y }: Point, by: Point): Point {
  return { x: Math.round(x + by.x), y: Math.round(y + by.y) }
}
