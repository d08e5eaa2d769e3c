import type { GraphPicture, PlacedNode, Point } from '../model/graphPageProtocol'
import type { Flow } from './flow'
import type { PiecePlaces, PieceSizes, Size } from './layoutPiece'
import { codeWidth, wordsWidth } from './measureText'
import { neighbours } from './neighbours'
import { oneLine } from '../words/oneLine'
import { badgeWidth, inNode } from './markup'
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
const TEXT_HEIGHT = 16
/** Around the drawing, and between its pieces. */
const MARGIN = 24
const GAP = 40

/**
 * Words, sizes and places of what is drawn. `whole` is what it was picked from: the words tell of neighbours that are not drawn, too. Layers
 * go from left to right; `isDown` has them go from top to bottom: all is placed as if it lay on its side, and turned at the end.
 */
export async function placeFlow(flow: Flow, whole: Flow, isDown: boolean, placePiece: PlacePiece): Promise<Drawing> {
  const texts = tellAll(flow, whole)
  const placed: { readonly sizes: PieceSizes; readonly places: PiecePlaces }[] = []
  for (const piece of splitFlow(flow)) {
    const sizes = sizesOf(piece, texts, isDown)
    placed.push({ sizes, places: await placePiece(sizes) })
  }
  const { corners, ...size } = packBoxes(
    placed.map(({ places }) => places),
    GAP,
  )
  const pieces = placed.map(({ sizes, places }, index) => {
    const { x, y } = corners[index]!
    return placedPiece(sizes, places, texts, { x: x + MARGIN, y: y + MARGIN }, isDown)
  })
  const [width, height] = isDown ? [size.height, size.width] : [size.width, size.height]
  return {
    nodes: pieces.flatMap(({ nodes }) => nodes),
    edges: pieces.flatMap(({ edges }) => edges),
    width: Math.ceil(width + 2 * MARGIN),
    height: Math.ceil(height + 2 * MARGIN),
  }
}

function placedPiece(
  sizes: PieceSizes,
  places: PiecePlaces,
  texts: Texts,
  offset: Point,
  isDown: boolean,
): Pick<GraphPicture, 'nodes' | 'edges'> {
  const own = new Map<string, PlacedNode>()
  for (const [at, { id, width, height }] of sizes.nodes.entries()) {
    const { x, y } = places.nodes[at]!
    const corner = { x: Math.round(offset.x + x - width / 2), y: Math.round(offset.y + y - height / 2) }
    own.set(id, { id, ...corner, width, height, ...texts.nodes.get(id)! })
  }
  const columns = columnsOf(own.values())
  const edges = sizes.edges.map(({ id, from, to, text }, at) => {
    const { points, textAt } = places.edges[at]!
    const start = own.get(from)!
    const middle = from === to ? belowLoop(start, text?.height ?? 0) : textAt && moved(textAt, offset)
    const via = points.slice(1, -1).map((point) => moved(point, offset))
    const path = from === to ? ownLoop(start, isDown) : curve(wayBetween(start, own.get(to)!, via, middle, columns), isDown)
    return { id, from, to, ...texts.edges.get(id)!, path, textAt: middle && isDown ? { x: middle.y, y: middle.x } : middle }
  })
  return { nodes: [...own.values()].map((node) => (isDown ? turned(node) : node)), edges }
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
function sizesOf({ nodes, edges }: Flow, texts: Texts, isDown: boolean): PieceSizes {
  const sized = (width: number, height: number): Size => (isDown ? { width: height, height: width } : { width, height })
  return {
    nodes: [...nodes.keys()].sort().map((id) => {
      const { title, subtitle, shape, badge } = texts.nodes.get(id)!
      const text = Math.max(codeWidth(inNode(title)), wordsWidth(inNode(subtitle)), badge === null ? 0 : badgeWidth(badge))
      const width = Math.max(LEAST_WIDTH, Math.ceil(text + 2 * PADDING + (shape === 'start' ? TIP / 2 : 0)))
      return { id, ...sized(width, HEIGHT) }
    }),
    edges: [...edges.values()]
      .map(({ id, from, to }) => {
        const { text } = texts.edges.get(id)!
        return { id, from, to, text: text === '' ? null : sized(Math.ceil(wordsWidth(text) + 10), TEXT_HEIGHT) }
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
): readonly Point[] {
  const isForward = to.x >= from.x + from.width
  const start = isForward ? { x: from.x + from.width, y: middleOf(from) } : { x: from.x, y: backPort(from, via[0]) }
  const end = isForward ? { x: to.x, y: middleOf(to) } : { x: to.x + to.width, y: backPort(to, via.at(-1)) }
  const rows = via.flatMap((point, index) => {
    const right = index % 2 === 1 ? columns.get(point.x) : undefined
    if (right !== undefined) return isForward ? [point, { x: right, y: point.y }] : [{ x: right, y: point.y }, point]
    return textAt !== null && textAt.x === point.x && textAt.y === point.y ? [point] : []
  })
  const between = (x: number): boolean => (isForward ? start.x < x && x < end.x : end.x < x && x < start.x)
  return [start, ...rows.filter(({ x }) => between(x)), end]
}

/** On the side to which the line goes, so that it crosses no line that leads on. */
function backPort(node: PlacedNode, next: Point | undefined): number {
  return middleOf(node) + (next !== undefined && next.y < middleOf(node) ? -BACK_SHIFT : BACK_SHIFT)
}

function ownLoop({ x, y, width, height }: PlacedNode, isDown: boolean): string {
  return loop(x + width / 2, y + height, 26, isDown)
}

function belowLoop({ x, y, width, height }: PlacedNode, textHeight: number): Point {
  return { x: x + width / 2, y: y + height + 17 + textHeight / 2 }
}

function middleOf({ y, height }: PlacedNode): number {
  return y + height / 2
}

/** Arrows now come in from above, and what leads back to itself is not below any more. */
function turned(node: PlacedNode): PlacedNode {
  const badge = node.badge && { ...node.badge, isBelow: true }
  return { ...node, x: node.y, y: node.x, width: node.height, height: node.width, badge }
}

function moved({ x, y }: Point, by: Point): Point {
  return { x: Math.round(x + by.x), y: Math.round(y + by.y) }
}
