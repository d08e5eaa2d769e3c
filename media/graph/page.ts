import type { FromGraphPage, GraphPicture, PictureFrame, ToGraphPage } from '../../src/model/graphPageProtocol'
import { element } from '../common/element'
import { createControls } from './controls'
import { createDetails } from './details'
import { legend } from './legend'
import { createSearch } from './search'
import { createStage } from './stage'
import { FAR, type Position } from './viewport'

export interface Page {
  take(message: ToGraphPage): void
}

/** What outlives the page while its tab is hidden. */
export interface PageState {
  readonly position: Position
  readonly selected: string | null
  /** Of which drawing the position was. */
  readonly key: string
}

export interface PageActions {
  readonly ask: (message: FromGraphPage) => void
  readonly remembered: unknown
  readonly remember: (state: PageState) => void
}

/** Smaller than this nothing can be read: a large graph starts at its top left instead of as a whole. */
const LEAST_FIRST_SCALE = 0.6

/** The page in `root`: controls, the drawing, and details of what is selected. */
export function createPage(root: HTMLElement, { ask, remembered, remember }: PageActions): Page {
  let frame: PictureFrame | null = null
  let selected: { readonly of: 'node' | 'edge'; readonly id: string } | null = null
  let toRemember: ReturnType<typeof setTimeout> | null = null

  const stage = createStage({
    select: (what) => select(what),
    open: (id) => openNode(id),
    focus: (id) => ask({ type: 'focus', node: id }),
    back: () => {
      if (selected !== null) select(null)
      else if (frame !== null && frame.focus !== null) ask({ type: 'back' })
    },
    moved: () => rememberSoon(),
  })
  const details = createDetails({
    node: (id) => stage.node(id),
    edges: () => stage.edges(),
    open: (of, id, place) => ask({ type: 'open', of, id, place }),
    focus: (node) => ask({ type: 'focus', node }),
    simulate: (node) => ask({ type: 'simulate', node }),
    select: (what) => {
      select(what)
      if (what?.of === 'node') stage.reveal(what.id, { isCentred: false, isFocused: false })
    },
    close: () => {
      const id = selected?.of === 'node' ? selected.id : null
      select(null)
      if (id !== null) stage.reveal(id, { isCentred: false, isFocused: true })
    },
  })
  const search = createSearch({
    match: (ids) => stage.match(ids),
    choose: (id) => {
      if (stage.node(id) === undefined) ask({ type: 'focus', node: id })
      else {
        stage.reveal(id, { isCentred: true, isFocused: false })
        select({ of: 'node', id })
      }
    },
    leave: (id) => id !== null && stage.node(id) !== undefined && stage.reveal(id, { isCentred: false, isFocused: true }),
  })
  const controls = createControls({ ask, zoom: (factor) => stage.viewport.zoom(factor), fit: () => stage.fit(0), search: search.element })
  const empty = element('p', { class: 'empty', role: 'status', hidden: '' })
  const notices = element('ul', { class: 'notices', role: 'status' })
  const signs = element('div', { class: 'signs' })
  const picture = element('div', { class: 'picture' }, stage.element, empty, signs)
  root.append(element('main', {}, element('h1', {}, 'Event graph'), controls.element, notices, picture, details.element))

  root.ownerDocument.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, target } = event
    const isFind = key.toLowerCase() === 'f' && (ctrlKey || metaKey)
    if (!isFind && (key !== '/' || target instanceof HTMLInputElement)) return
    search.enter()
    event.preventDefault()
  })

  // Code that opens beside the picture takes its room from it.
  new ResizeObserver(() => {
    const node = selected?.of === 'node' ? stage.node(selected.id) : undefined
    if (node !== undefined) stage.viewport.reveal(node, false)
  }).observe(stage.element)

  function select(what: typeof selected): void {
    selected = what
    stage.select(what?.id ?? null)
    const node = what?.of === 'node' ? stage.node(what.id) : undefined
    const edge = what?.of === 'edge' ? stage.edge(what.id) : undefined
    if (node !== undefined) details.showNode(node)
    else if (edge !== undefined) details.showEdge(edge)
    else details.hide()
    // The details take their room from the drawing.
    if (node !== undefined) stage.viewport.reveal(node, false)
    rememberSoon()
  }

  /** One place opens at once; of several the reader picks in the details. */
  function openNode(id: string): void {
    const node = stage.node(id)
    if (node === undefined) return
    if (node.places.length === 1) ask({ type: 'open', of: 'node', id, place: 0 })
    else details.enter()
  }

  function keyOf({ folder, focus, isCyclesOnly }: PictureFrame): string {
    return JSON.stringify([folder, focus?.id ?? null, isCyclesOnly])
  }

  function rememberSoon(): void {
    if (toRemember !== null) clearTimeout(toRemember)
    toRemember = setTimeout(() => {
      if (frame !== null) remember(stateOf(frame))
    }, 200)
  }

  function stateOf(of: PictureFrame): PageState {
    return { position: stage.viewport.position, selected: selected?.of === 'node' ? selected.id : null, key: keyOf(of) }
  }

  function showFrame(next: PictureFrame): void {
    frame = next
    controls.show(next)
    search.show(next.names)
    empty.textContent = next.empty
    empty.hidden = next.empty === null
    stage.element.hidden = next.empty !== null
    stage.around(next.focus?.id ?? null)
    notices.replaceChildren(...next.notices.map((text) => element('li', {}, text)))
    signs.replaceChildren(legend(stage.marks(), next.run !== null && next.isRunShown))
  }

  /** What is shown when something else was asked for: all of it, if that can be read; what is around a focus may be small for that. */
  function settle({ focus }: PictureFrame): void {
    stage.fit(focus === null ? LEAST_FIRST_SCALE : FAR)
    if (focus !== null) stage.reveal(focus.id, { isCentred: false, isFocused: false })
  }

  let waiting: Pick<GraphPicture, 'nodes' | 'edges'>[] = []
  /** With its parts, which came before it; others are left over from one that never came. */
  function whole<T extends Pick<GraphPicture, 'nodes' | 'edges'>>(last: T, parts: number): T {
    const all = [...waiting.slice(waiting.length - parts), last]
    waiting = []
    return { ...last, nodes: all.flatMap(({ nodes }) => nodes), edges: all.flatMap(({ edges }) => edges) }
  }

  function take(message: ToGraphPage): void {
    switch (message.type) {
      case 'part':
        waiting.push(message)
        break
      case 'picture': {
        const picture = whole(message.picture, message.parts)
        const { frame: next } = picture
        // Told again, such as after a failure, it is no reason to move.
        const last = frame === null ? readState(remembered) : stateOf(frame)
        stage.draw(picture, next)
        showFrame(next)
        if (last?.key === keyOf(next)) {
          stage.viewport.set(last.position)
          if (last.selected !== null && stage.node(last.selected) !== undefined) select({ of: 'node', id: last.selected })
          else select(null)
        } else {
          select(null)
          settle(next)
        }
        break
      }
      case 'delta': {
        const before = frame
        const delta = whole(message.delta, message.parts)
        const next = delta.frame ?? frame
        if (next === null) break
        const isOther = before === null || keyOf(before) !== keyOf(next)
        stage.change(delta, next, isOther ? null : anchorOf(next))
        showFrame(next)
        const isGone = selected !== null && (selected.of === 'node' ? stage.node(selected.id) : stage.edge(selected.id)) === undefined
        if (isGone) select(null)
        else if (selected !== null) select(selected)
        if (isOther) settle(next)
        break
      }
      case 'reveal':
        select({ of: 'node', id: message.node })
        stage.reveal(message.node, { isCentred: false, isFocused: false })
        break
      case 'busy':
        controls.busy(message.text)
        break
    }
  }

  /** The node that stays where it is when others move: what the reader looks at. */
  function anchorOf({ focus }: PictureFrame): string | null {
    return (selected?.of === 'node' ? selected.id : null) ?? focus?.id ?? stage.middle()
  }

  return { take }
}

function readState(value: unknown): PageState | null {
  if (typeof value !== 'object' || value === null) return null
  const { position, selected, key } = value as Partial<PageState>
  const isPosition = position !== undefined && [position.x, position.y, position.scale].every(Number.isFinite)
  return isPosition && typeof key === 'string' && (selected === null || typeof selected === 'string') ? { position, selected, key } : null
}
