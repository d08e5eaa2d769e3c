import { moveInGraph } from './moveInGraph'
import type { Marks, Scene } from './scene'
import type { Position, Viewport } from './viewport'

export interface StageActions {
  readonly select: (what: { readonly of: 'node' | 'edge'; readonly id: string } | null) => void
  readonly open: (id: string) => void
  readonly focus: (id: string) => void
  readonly back: () => void
  readonly moved: (position: Position) => void
}

/** A click waits as long, since a second one means something else, in ms. */
const DOUBLE_MS = 250

/** What pointer and keys do in the stage. */
export function listenToStage(
  stage: HTMLElement,
  {
    scene,
    viewport,
    mark,
    bringKeyboard,
    isDown,
  }: {
    readonly scene: Scene
    readonly viewport: Viewport
    readonly mark: (marks: Partial<Marks>) => void
    readonly bringKeyboard: (node: string) => void
    readonly isDown: () => boolean
  },
  { select, open, focus, back }: StageActions,
): void {
  const { nodes, edges } = scene

  /** The node at a place of the window: its element, or what the overview has there. */
  function nodeAt({ target, clientX, clientY }: MouseEvent): string | null {
    const { position, room } = viewport
    return (
      nodeOf(target) ?? scene.nodeAt((clientX - room.x - position.x) / position.scale, (clientY - room.y - position.y) / position.scale)
    )
  }
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
    const next = from === undefined || step !== undefined ? null : moveInGraph(key, from, nodes, edges.values(), isDown())
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
}

function nodeOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest('.node')?.getAttribute('data-node') ?? null) : null
}

function edgeOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest('.edge')?.getAttribute('data-edge') ?? null) : null
}

const PAN = 60
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [-PAN, 0],
  ArrowLeft: [PAN, 0],
  ArrowDown: [0, -PAN],
  ArrowUp: [0, PAN],
}
