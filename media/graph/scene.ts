import { arrowHead } from '../../src/flow/markup'
import type { GraphPicture, PictureDelta, PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { svgElement } from '../common/element'
import { boundsOf, nearestTo, overlaps, seenBox } from './inSight'
import { createSlices } from './inSlices'
import { createOverview } from './overview'
import { paint, paintEdge, paintNode } from './paint'
import { FAR, type Box, type Position } from './viewport'

/**
 * What is drawn. All is known; elements have only the nodes and edges in sight, and those that the reader has a hold on. Where too many
 * are in sight to be read, an overview stands for them.
 */
export interface Scene {
  readonly element: SVGSVGElement
  readonly nodes: ReadonlyMap<string, PlacedNode>
  readonly edges: ReadonlyMap<string, PlacedEdge>
  /** The one that the keyboard comes to; null when there is none. */
  readonly current: string | null
  readonly hasKeyboard: boolean
  show(picture: Pick<GraphPicture, 'nodes' | 'edges'>, size: Size): void
  change(delta: PictureDelta, size: Size): void
  /** Marks nodes and edges; what is left out stays as it was. */
  mark(marks: Partial<Marks>): void
  /** The element of a node, drawn at once where it is not yet; null when there is no such node. */
  elementOf(id: string): SVGGElement | null
  /** The node at a point of the drawing while the overview is shown, which has no elements to point at. */
  nodeAt(x: number, y: number): string | null
  /** Draws, in slices, what a stage of this size now shows. */
  look(position: Position, stage: Size): void
}

export interface Marks {
  /** The one that the keyboard comes to. */
  readonly current: string | null
  /** A node or an edge. */
  readonly selected: string | null
  /** What the rest is around. */
  readonly middle: string | null
  /** Under the pointer, where it has no element of its own. */
  readonly pointed: string | null
  /** What is searched; all else steps back. Null while nothing is. */
  readonly matched: ReadonlySet<string> | null
}

export interface Size {
  readonly width: number
  readonly height: number
}

interface Shown<T> {
  readonly made: SVGGElement
  /** What the element was painted from. */
  as: T
}

/** Around what is seen, in px of the screen: so much is there before it is moved into view. */
const RIM = 150
/** As many nodes in sight can be read, however small. */
const MOST_READ = 150

/** `isBusy` is told when drawing begins and ends. */
export function createScene(isBusy: (is: boolean) => void): Scene {
  const overview = createOverview()
  const lines = svgElement('g', { class: 'edges', 'aria-hidden': 'true' })
  const boxes = svgElement('g', { class: 'nodes' })
  const drawing = svgElement('svg', { class: 'drawing' }, paint(arrowHead), overview.element, lines, boxes)
  const slices = createSlices()
  const nodes = new Map<string, PlacedNode>()
  const edges = new Map<string, PlacedEdge>()
  const shownNodes = new Map<string, Shown<PlacedNode>>()
  const shownEdges = new Map<string, Shown<PlacedEdge>>()
  let marks: Marks = { current: null, selected: null, middle: null, pointed: null, matched: null }
  let isFar = false

  const isAside = (id: string): boolean => marks.matched !== null && !marks.matched.has(id)
  const isLit = ({ id, from, to }: PlacedEdge): boolean =>
    marks.selected !== null && (id === marks.selected || from === marks.selected || to === marks.selected)

  function putNode(node: PlacedNode): SVGGElement {
    const shown = shownNodes.get(node.id)
    const made = shown?.made ?? svgElement('g')
    if (shown === undefined) boxes.append(made)
    if (shown?.as !== node) {
      paintNode(made, node)
      shownNodes.set(node.id, { made, as: node })
    }
    markNode(made, node.id)
    return made
  }

  function putEdge(edge: PlacedEdge): void {
    const shown = shownEdges.get(edge.id)
    const made = shown?.made ?? svgElement('g')
    if (shown === undefined) lines.append(made)
    if (shown?.as !== edge) {
      paintEdge(made, edge)
      shownEdges.set(edge.id, { made, as: edge })
    }
    made.classList.toggle('lit', isLit(edge))
  }

  function markNode(made: SVGGElement, id: string): void {
    made.classList.toggle('chosen', id === marks.selected)
    made.classList.toggle('middle', id === marks.middle)
    made.classList.toggle('aside', isAside(id))
    made.setAttribute('tabindex', id === marks.current ? '0' : '-1')
  }

  function take<T>(shown: Map<string, Shown<T>>, id: string): void {
    shown.get(id)?.made.remove()
    shown.delete(id)
  }

  function forget(known: Map<string, unknown>, ids: Iterable<string>): void {
    for (const id of ids) known.delete(id)
    overview.forget()
    if (marks.current !== null && !nodes.has(marks.current)) marks = { ...marks, current: null }
  }

  function put(picture: Pick<GraphPicture, 'nodes' | 'edges'>, { width, height }: Size): void {
    for (const node of picture.nodes) nodes.set(node.id, node)
    for (const edge of picture.edges) edges.set(edge.id, edge)
    overview.forget()
    const [first] = nodes.keys()
    if (marks.current === null && first !== undefined) marks = { ...marks, current: first }
    drawing.setAttribute('width', String(width))
    drawing.setAttribute('height', String(height))
  }

  /** What should have an element, what is nearest to the middle of what is seen first. */
  function wanted(seen: Box): { readonly near: readonly PlacedNode[]; readonly edges: readonly PlacedEdge[] } {
    const inSight = [...nodes.values()].filter((node) => overlaps(node, seen))
    const held = [marks.current, marks.selected, marks.middle, marks.pointed].flatMap((id) => (id === null ? [] : (nodes.get(id) ?? [])))
    const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 }
    return {
      near: [...new Set([...held, ...(isFar ? [] : nearestTo(middle, inSight))])],
      edges: [...edges.values()].filter((edge) => isLit(edge) || (!isFar && overlaps(boundsOf(edge), seen))),
    }
  }

  return {
    element: drawing,
    nodes,
    edges,
    get current() {
      return marks.current
    },
    get hasKeyboard() {
      return boxes.contains(document.activeElement)
    },
    show: (picture, size) => {
      forget(nodes, [...nodes.keys()])
      forget(edges, [...edges.keys()])
      put(picture, size)
    },
    change: (delta, size) => {
      forget(nodes, delta.goneNodes)
      forget(edges, delta.goneEdges)
      put(delta, size)
    },
    mark: (next) => {
      if (next.matched !== undefined && next.matched !== marks.matched) overview.forget()
      marks = { ...marks, ...next }
      for (const [id, { made }] of shownNodes) markNode(made, id)
      for (const { made, as } of shownEdges.values()) made.classList.toggle('lit', isLit(as))
    },
    elementOf: (id) => {
      const node = nodes.get(id)
      return node === undefined ? null : putNode(node)
    },
    nodeAt: (x, y) => {
      const point = { x, y, width: 0, height: 0 }
      return isFar ? ([...nodes.values()].find((node) => overlaps(node, point))?.id ?? null) : null
    },
    look: (position, stage) => {
      const bare = seenBox(position, stage, 0)
      isFar = position.scale < FAR && [...nodes.values()].filter((node) => overlaps(node, bare)).length > MOST_READ
      // In the overview lines are as thick on the screen at any scale. Where much has elements, a change for all of them would cost.
      drawing.style.setProperty('--line-width', String(isFar ? FAR / position.scale : 1))
      const { near, edges: ways } = wanted(seenBox(position, stage, RIM))
      const [nearIds, wayIds] = [new Set(near.map(({ id }) => id)), new Set(ways.map(({ id }) => id))]
      const work = [
        ...(isFar ? overview.steps(nodes.values(), edges.values(), isAside) : []),
        ...near.filter((node) => shownNodes.get(node.id)?.as !== node).map((node) => () => void putNode(node)),
        ...ways.filter((edge) => shownEdges.get(edge.id)?.as !== edge).map((edge) => () => putEdge(edge)),
        ...[...shownNodes.keys()].filter((id) => !nearIds.has(id)).map((id) => () => take(shownNodes, id)),
        ...[...shownEdges.keys()].filter((id) => !wayIds.has(id)).map((id) => () => take(shownEdges, id)),
        ...(isFar ? [] : [() => overview.hide()]),
      ]
      isBusy(true)
      slices.plan(work, () => isBusy(false))
    },
  }
}
