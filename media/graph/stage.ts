import type { GraphPicture, PictureDelta, PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { element } from '../common/element'
import { moveInGraph } from './moveInGraph'
import { nearestTo } from './inSight'
import { createScene, type Marks, type Size } from './scene'
import { createViewport, type Position, type Viewport } from './viewport'

export interface Stage {
  readonly element: HTMLElement
  readonly viewport: Viewport
  readonly nodes: ReadonlyMap<string, PlacedNode>
  readonly edges: ReadonlyMap<string, PlacedEdge>
  /** The kinds and marks that the drawing has, for the legend. */
  marks(): ReadonlySet<string>
  /** The node nearest to the middle of what is seen; null when there is none. */
  middle(): string | null
  /** Draws all anew. */
  draw(picture: Pick<GraphPicture, 'nodes' | 'edges'>, size: Size): void
  /** Changes what changed; `anchor` (a node) stays where it is in the stage. */
  change(delta: PictureDelta, size: Size, anchor: string | null): void
  /** Marks nodes and edges; what is left out stays as it was. */
  mark(marks: Partial<Marks>): void
  /** Steps back all nodes but these, and moves to the first of them that is drawn; null brings all to the front. */
  match(ids: ReadonlySet<string> | null): void
  /** Brings a node into view, and the keyboard to it when asked. */
  reveal(id: string, options: { readonly isCentred: boolean; readonly isFocused: boolean }): void
}

export interface StageActions {
  readonly select: (what: { readonly of: 'node' | 'edge'; readonly id: string } | null) => void
  readonly open: (id: string) => void
  readonly focus: (id: string) => void
  readonly back: () => void
  readonly moved: (position: Position) => void
}

/** A click waits as long, since a second one means something else, in ms. */
const DOUBLE_MS = 250

/** The drawing: one tab stop, arrow keys between nodes, nothing of it rebuilt that did not change. */
export function createStage({ select, open, focus, back, moved }: StageActions): Stage {
  const scene = createScene((isBusy) => stage.setAttribute('aria-busy', String(isBusy)))
  const { nodes, edges } = scene
  const stage = element(
    'div',
    {
      class: 'stage',
      role: 'application',
      'aria-roledescription': 'graph',
      'aria-label': 'Event graph. Arrow keys move along edges, Enter opens the code, F focuses, Escape goes back.',
    },
    scene.element,
  )
  const viewport = createViewport(stage, scene.element, {
    size: () => size,
    moved: (position) => {
      lookSoon()
      moved(position)
    },
    resized: () => lookSoon(),
  })
  let size: Size = { width: 0, height: 0 }
  let frame: number | null = null

  /** Once in a frame, whatever happened since the last. */
  function lookSoon(): void {
    frame ??= requestAnimationFrame(() => {
      frame = null
      scene.look(viewport.position, viewport.room)
    })
  }

  function mark(marks: Partial<Marks>): void {
    scene.mark(marks)
    lookSoon()
  }

  function bringKeyboard(id: string): void {
    mark({ current: id })
    scene.elementOf(id)?.focus({ preventScroll: true })
  }

  /** The node at a place of the window: its element, or what the overview has there. */
  function nodeAt({ target, clientX, clientY }: MouseEvent): string | null {
    const { position, room } = viewport
    return (
      nodeOf(target) ?? scene.nodeAt((clientX - room.x - position.x) / position.scale, (clientY - room.y - position.y) / position.scale)
    )
  }
  const nodeOf = (target: EventTarget | null): string | null =>
    target instanceof Element ? (target.closest('.node')?.getAttribute('data-node') ?? null) : null
  const edgeOf = (target: EventTarget | null): string | null =>
    target instanceof Element ? (target.closest('.edge')?.getAttribute('data-edge') ?? null) : null

  let waiting: ReturnType<typeof setTimeout> | null = null
  stage.addEventListener('click', (event) => {
    const node = nodeAt(event)
    const edge = edgeOf(event.target)
    if (waiting !== null) clearTimeout(waiting)
    if (node !== null) {
      select({ of: 'node', id: node })
      // A single place opens at once, yet the first click of two must not take the reader away.
      if (event.detail === 1 && nodes.get(node)?.places.length === 1) waiting = setTimeout(open, DOUBLE_MS, node)
    } else select(edge === null ? null : { of: 'edge', id: edge })
  })
  stage.addEventListener('dblclick', (event) => {
    const node = nodeAt(event)
    if (node !== null) focus(node)
  })
  let pointed: string | null = null
  // In the overview what is pointed at has no element, so no name and no pointer until it gets one.
  stage.addEventListener('pointermove', (event) => point(nodeAt(event)))
  stage.addEventListener('pointerleave', () => point(null))
  function point(node: string | null): void {
    if (node === pointed) return
    pointed = node
    if (node !== null) scene.elementOf(node)
    mark({ pointed: node })
  }
  stage.addEventListener('focusin', ({ target }) => {
    const node = nodeOf(target)
    if (node === null) return
    mark({ current: node })
    if ((target as Element).matches(':focus-visible')) viewport.reveal(nodes.get(node)!, false)
  })
  stage.addEventListener('keydown', (event) => {
    const { key, shiftKey } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const id = nodeOf(event.target)
    const from = id === null ? undefined : nodes.get(id)
    const step = shiftKey ? pans[key] : undefined
    const next = from === undefined || step !== undefined ? null : moveInGraph(key, from, nodes, edges.values())
    if (step !== undefined) viewport.pan(...step)
    else if (next !== null) bringKeyboard(next.id)
    else if (key === '+' || key === '=') viewport.zoom(1.25)
    else if (key === '-') viewport.zoom(0.8)
    else if (key === '0') viewport.fit(0)
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
    nodes,
    edges,
    marks: () =>
      new Set([
        ...[...nodes.values()].flatMap(({ shape, marks }) => [shape, ...marks]),
        ...[...edges.values()].flatMap(({ marks, text }) => [...marks.map((one) => `${one} edge`), ...(text === '' ? [] : ['text'])]),
      ]),
    middle: () => {
      const { x, y, scale } = viewport.position
      const middle = { x: (stage.clientWidth / 2 - x) / scale, y: (stage.clientHeight / 2 - y) / scale }
      return nearestTo(middle, [...nodes.values()])[0]?.id ?? null
    },
    draw: (picture, next) => {
      size = next
      scene.show(picture, next)
      lookSoon()
    },
    change: (delta, next, anchor) => {
      const before = anchor === null ? undefined : nodes.get(anchor)
      const { hasKeyboard, current } = scene
      size = next
      scene.change(delta, next)
      if (hasKeyboard && scene.current !== null && scene.current !== current) bringKeyboard(scene.current)
      lookSoon()
      const after = anchor === null ? undefined : nodes.get(anchor)
      const { scale } = viewport.position
      if (before !== undefined && after !== undefined && (before.x !== after.x || before.y !== after.y))
        viewport.pan((before.x - after.x) * scale, (before.y - after.y) * scale)
    },
    mark,
    match: (ids) => {
      mark({ matched: ids })
      stage.classList.toggle('searching', ids !== null)
      const first = [...(ids ?? [])].flatMap((id) => nodes.get(id) ?? [])[0]
      if (first !== undefined) viewport.reveal(first, false)
    },
    reveal: (id, { isCentred, isFocused }) => {
      const node = nodes.get(id)
      if (node === undefined) return
      viewport.reveal(node, isCentred)
      if (isFocused) bringKeyboard(id)
      else mark({ current: id })
    },
  }
}

const PAN = 60
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [-PAN, 0],
  ArrowLeft: [PAN, 0],
  ArrowDown: [0, -PAN],
  ArrowUp: [0, PAN],
}
