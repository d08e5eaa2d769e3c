import type { GraphPicture, PictureDelta, PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { element, svgElement } from '../common/element'
import { createSlices } from './inSlices'
import { moveInGraph } from './moveInGraph'
import { arrowHead, paintEdge, paintNode } from './paint'
import { createViewport, type Position, type Viewport } from './viewport'

export interface Stage {
  readonly element: HTMLElement
  readonly viewport: Viewport
  node(id: string): PlacedNode | undefined
  edge(id: string): PlacedEdge | undefined
  edges(): Iterable<PlacedEdge>
  /** The kinds and marks that the drawing has, for the legend. */
  marks(): ReadonlySet<string>
  /** The node nearest to the middle of what is seen; null when there is none. */
  middle(): string | null
  /** Draws all anew. */
  draw(picture: Pick<GraphPicture, 'nodes' | 'edges'>, size: Size): void
  /** Changes what changed; `anchor` (a node) stays where it is in the stage. */
  change(delta: PictureDelta, size: Size, anchor: string | null): void
  /** Marks a node or an edge as the selected one, with its edges; null for none. */
  select(id: string | null): void
  /** Marks the node that the rest is around; null for none. */
  around(id: string | null): void
  /** Steps back all nodes but these, and moves to the first of them that is drawn; null brings all to the front. */
  match(ids: ReadonlySet<string> | null): void
  /** Brings a node into view, and the keyboard to it when asked. */
  reveal(id: string, options: { readonly isCentred: boolean; readonly isFocused: boolean }): void
  fit(leastScale: number): void
}

export interface StageActions {
  readonly select: (what: { readonly of: 'node' | 'edge'; readonly id: string } | null) => void
  readonly open: (id: string) => void
  readonly focus: (id: string) => void
  readonly back: () => void
  readonly moved: (position: Position) => void
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A click waits as long, since a second one means something else, in ms. */
const DOUBLE_MS = 250

/** The drawing: one tab stop, arrow keys between nodes, nothing of it rebuilt that did not change. */
export function createStage({ select, open, focus, back, moved }: StageActions): Stage {
  const lines = svgElement('g', { class: 'edges', 'aria-hidden': 'true' })
  const boxes = svgElement('g', { class: 'nodes' })
  const drawing = svgElement('svg', { class: 'drawing' }, arrowHead(), lines, boxes)
  const stage = element(
    'div',
    {
      class: 'stage',
      role: 'application',
      'aria-roledescription': 'graph',
      'aria-label': 'Event graph. Arrow keys move along edges, Enter opens the code, F focuses, Escape goes back.',
    },
    drawing,
  )
  const viewport = createViewport(stage, drawing, moved)
  const slices = createSlices()
  const nodes = new Map<string, PlacedNode>()
  const edges = new Map<string, PlacedEdge>()
  const nodeElements = new Map<string, SVGGElement>()
  const edgeElements = new Map<string, SVGGElement>()
  let size: Size = { width: 0, height: 0 }
  let current: string | null = null
  let selected: string | null = null
  let matched: ReadonlySet<string> | null = null
  let middle: string | null = null

  function putNode(node: PlacedNode): void {
    if (nodes.get(node.id) !== node) return
    let made = nodeElements.get(node.id)
    if (made === undefined) {
      made = svgElement('g', { tabindex: -1 })
      nodeElements.set(node.id, made)
      boxes.append(made)
    }
    paintNode(made, node)
    mark(made, node.id)
    if (current === null) setCurrent(node.id)
  }

  function putEdge(edge: PlacedEdge): void {
    if (edges.get(edge.id) !== edge) return
    let made = edgeElements.get(edge.id)
    if (made === undefined) {
      made = svgElement('g')
      edgeElements.set(edge.id, made)
      lines.append(made)
    }
    paintEdge(made, edge)
    made.classList.toggle('lit', isLit(edge))
  }

  function mark(made: SVGGElement, id: string): void {
    made.classList.toggle('chosen', id === selected)
    made.classList.toggle('middle', id === middle)
    made.classList.toggle('aside', matched !== null && !matched.has(id))
    made.setAttribute('tabindex', id === current ? '0' : '-1')
  }

  function isLit({ id, from, to }: PlacedEdge): boolean {
    return selected !== null && (id === selected || from === selected || to === selected)
  }

  function setCurrent(id: string | null): void {
    if (current !== null) nodeElements.get(current)?.setAttribute('tabindex', '-1')
    current = id
    if (id !== null) nodeElements.get(id)?.setAttribute('tabindex', '0')
  }

  function drop(kind: 'node' | 'edge', id: string): void {
    const [known, elements] = kind === 'node' ? [nodes, nodeElements] : [edges, edgeElements]
    known.delete(id)
    elements.get(id)?.remove()
    elements.delete(id)
    if (id === current) setCurrent(nodes.keys().next().value ?? null)
  }

  function resize(next: Size): void {
    size = next
    drawing.setAttribute('width', String(next.width))
    drawing.setAttribute('height', String(next.height))
  }

  const nodeAt = (target: EventTarget | null): string | null =>
    target instanceof Element ? (target.closest('.node')?.getAttribute('data-node') ?? null) : null
  const edgeAt = (target: EventTarget | null): string | null =>
    target instanceof Element ? (target.closest('.edge')?.getAttribute('data-edge') ?? null) : null

  let waiting: ReturnType<typeof setTimeout> | null = null
  stage.addEventListener('click', ({ target, detail }) => {
    const node = nodeAt(target)
    const edge = edgeAt(target)
    if (waiting !== null) clearTimeout(waiting)
    if (node !== null) {
      select({ of: 'node', id: node })
      // A single place opens at once, yet the first click of two must not take the reader away.
      if (detail === 1 && nodes.get(node)?.places.length === 1) waiting = setTimeout(open, DOUBLE_MS, node)
    } else select(edge === null ? null : { of: 'edge', id: edge })
  })
  stage.addEventListener('dblclick', ({ target }) => {
    const node = nodeAt(target)
    if (node !== null) focus(node)
  })
  stage.addEventListener('focusin', ({ target }) => {
    const node = nodeAt(target)
    if (node === null) return
    setCurrent(node)
    if (nodeElements.get(node)?.matches(':focus-visible') === true) viewport.reveal(nodes.get(node)!, false)
  })
  stage.addEventListener('keydown', (event) => {
    const { key, shiftKey } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const id = nodeAt(event.target)
    const from = id === null ? undefined : nodes.get(id)
    const step = shiftKey ? pans[key] : undefined
    const next = from === undefined || step !== undefined ? null : moveInGraph(key, from, nodes, edges.values())
    if (step !== undefined) viewport.pan(...step)
    else if (next !== null) nodeElements.get(next.id)?.focus({ preventScroll: true })
    else if (key === '+' || key === '=') viewport.zoom(1.25)
    else if (key === '-') viewport.zoom(0.8)
    else if (key === '0') viewport.fit(size, 0)
    else if (key === 'Escape') back()
    else if (from !== undefined && key === 'Enter') {
      select({ of: 'node', id: from.id })
      open(from.id)
    } else if (from !== undefined && key === ' ') select({ of: 'node', id: from.id })
    else if (from !== undefined && key.toLowerCase() === 'f') focus(from.id)
    else return
    event.preventDefault()
  })

  return {
    element: stage,
    viewport,
    node: (id) => nodes.get(id),
    edge: (id) => edges.get(id),
    edges: () => edges.values(),
    marks: () =>
      new Set([
        ...[...nodes.values()].flatMap(({ shape, marks }) => [shape, ...marks]),
        ...[...edges.values()].flatMap(({ marks, text }) => [...marks.map((one) => `${one} edge`), ...(text === '' ? [] : ['text'])]),
      ]),
    middle: () => {
      const { x, y, scale } = viewport.position
      const [left, top] = [(stage.clientWidth / 2 - x) / scale, (stage.clientHeight / 2 - y) / scale]
      const away = (node: PlacedNode): number => Math.hypot(node.x + node.width / 2 - left, node.y + node.height / 2 - top)
      return (
        [...nodes.values()].reduce<PlacedNode | null>((best, node) => (best === null || away(node) < away(best) ? node : best), null)?.id ??
        null
      )
    },
    draw: (picture, next) => {
      slices.clear()
      for (const id of [...nodes.keys()]) drop('node', id)
      for (const id of [...edges.keys()]) drop('edge', id)
      resize(next)
      for (const node of picture.nodes) nodes.set(node.id, node)
      for (const edge of picture.edges) edges.set(edge.id, edge)
      slices.add(picture.nodes, putNode)
      slices.add(picture.edges, putEdge)
    },
    change: (delta, next, anchor) => {
      const before = anchor === null ? undefined : nodes.get(anchor)
      const hadFocus = boxes.contains(document.activeElement)
      for (const node of delta.nodes) nodes.set(node.id, node)
      for (const edge of delta.edges) edges.set(edge.id, edge)
      for (const id of delta.goneNodes) drop('node', id)
      for (const id of delta.goneEdges) drop('edge', id)
      resize(next)
      slices.add(delta.nodes, putNode)
      if (hadFocus && current !== null && !boxes.contains(document.activeElement)) {
        slices.add([current], (id) => nodeElements.get(id)?.focus({ preventScroll: true }))
      }
      slices.add(delta.edges, putEdge)
      const after = anchor === null ? undefined : nodes.get(anchor)
      const { scale } = viewport.position
      if (before !== undefined && after !== undefined) viewport.pan((before.x - after.x) * scale, (before.y - after.y) * scale)
    },
    select: (id) => {
      selected = id
      for (const [node, made] of nodeElements) mark(made, node)
      for (const [edge, made] of edgeElements) made.classList.toggle('lit', isLit(edges.get(edge)!))
    },
    around: (id) => {
      middle = id
      for (const [node, made] of nodeElements) mark(made, node)
    },
    match: (ids) => {
      matched = ids
      stage.classList.toggle('searching', ids !== null)
      for (const [node, made] of nodeElements) mark(made, node)
      const first = [...(ids ?? [])].flatMap((id) => nodes.get(id) ?? [])[0]
      if (first !== undefined) viewport.reveal(first, false)
    },
    reveal: (id, { isCentred, isFocused }) => {
      const node = nodes.get(id)
      if (node === undefined) return
      setCurrent(id)
      viewport.reveal(node, isCentred)
      // The element may still wait for its slice.
      slices.add([id], () => isFocused && nodeElements.get(id)?.focus({ preventScroll: true }))
    },
    fit: (leastScale) => viewport.fit(size, leastScale),
  }
}

const PAN = 60
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [-PAN, 0],
  ArrowLeft: [PAN, 0],
  ArrowDown: [0, -PAN],
  ArrowUp: [0, PAN],
}
