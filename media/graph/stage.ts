import type { GraphPicture, PictureDelta, PictureFrame, PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { element } from '../common/element'
import { nearestTo, seenBox } from './inSight'
import { moveByPointer } from './moveByPointer'
import { createScene, type Marks, type Size } from './scene'
import { listenToStage, type StageActions } from './listenToStage'
import { createViewport, type Viewport } from './viewport'

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
  draw(picture: Pick<GraphPicture, 'nodes' | 'edges'>, paper: Paper): void
  /** Changes what changed; `anchor` (a node) stays where it is in the stage. */
  change(delta: PictureDelta, paper: Paper, anchor: string | null): void
  /** Marks nodes and edges; what is left out stays as it was. */
  mark(marks: Partial<Marks>): void
  /** Steps back all nodes but these, and moves to the first of them that is drawn; null brings all to the front. */
  match(ids: ReadonlySet<string> | null): void
  /** Brings a node into view, and the keyboard to it when asked. */
  reveal(id: string, options: { readonly isCentred: boolean; readonly isFocused: boolean }): void
}

type Paper = Size & Pick<PictureFrame, 'isDown'>

/** Around the nodes of a drawing, in its px. */
const MARGIN = 24

/** The drawing: one tab stop, arrow keys between nodes, nothing of it rebuilt that did not change. */
export function createStage(actions: StageActions): Stage {
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
    size: () => paper,
    moved: (position) => {
      lookSoon()
      actions.moved(position)
    },
    resized: () => lookSoon(),
  })
  let paper: Paper = { width: 0, height: 0, isDown: false }
  let frame: number | null = null

  /** Once in a frame, whatever happened since the last. */
  function lookSoon(): void {
    frame ??= requestAnimationFrame(() => {
      frame = null
      scene.look(viewport.position, viewport.room)
      tellMore()
    })
  }

  /** Marks the sides on which the drawing goes on. */
  function tellMore(): void {
    const { position, room } = viewport
    const seen = seenBox(position, room, 0)
    const sides = {
      left: seen.x > MARGIN,
      right: seen.x + seen.width < paper.width - MARGIN,
      top: seen.y > MARGIN,
      bottom: seen.y + seen.height < paper.height - MARGIN,
    }
    for (const [side, isMore] of Object.entries(sides)) stage.classList.toggle(`more-${side}`, isMore)
  }

  function mark(marks: Partial<Marks>): void {
    scene.mark(marks)
    lookSoon()
  }

  function bringKeyboard(id: string): void {
    mark({ current: id })
    scene.elementOf(id)?.focus({ preventScroll: true })
  }

  moveByPointer(stage, viewport)
  listenToStage(stage, { scene, viewport, mark, bringKeyboard, isDown: () => paper.isDown }, actions)

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
      paper = next
      scene.show(picture, next)
      lookSoon()
    },
    change: (delta, next, anchor) => {
      const before = anchor === null ? undefined : nodes.get(anchor)
      const { hasKeyboard, current } = scene
      paper = next
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
