import { isNumber, isText, orNull, recordOf } from '../../src/model/checks'
import type { FromGraphPage, GraphPicture, PictureDelta, PictureFrame, ToGraphPage } from '../../src/model/graphPageProtocol'
import { element } from '../common/element'
import { createControls } from './controls'
import { createDetails } from './details'
import { legend } from './legend'
import { createParts } from './parts'
import { createSearch } from './search'
import { createStage } from './stage'
import { CLEAR, type Position } from './viewport'

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
    node: (id) => stage.nodes.get(id),
    edges: () => stage.edges.values(),
    middle: () => frame?.focus?.id ?? null,
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
      if (!stage.nodes.has(id)) ask({ type: 'focus', node: id })
      else {
        stage.reveal(id, { isCentred: true, isFocused: false })
        select({ of: 'node', id })
      }
    },
    leave: (id) => id !== null && stage.nodes.has(id) && stage.reveal(id, { isCentred: false, isFocused: true }),
  })
  const controls = createControls({
    ask,
    zoom: (factor) => stage.viewport.zoom(factor),
    fit: () => stage.viewport.fit(0),
    search: search.element,
  })
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

  // A page without any room yet is not high.
  const high = matchMedia('(orientation: portrait) and (min-width: 1px)')
  const tellRoom = (): void => ask({ type: 'room', isHigh: high.matches })
  high.addEventListener('change', tellRoom)
  tellRoom()

  // Code that opens beside the picture, and the panel below it, take their room from it.
  new ResizeObserver(() => {
    const node = stage.nodes.get((selected?.of === 'node' ? selected.id : frame?.focus?.id) ?? '')
    if (node !== undefined) stage.viewport.reveal(node, false)
  }).observe(stage.element)

  function select(what: typeof selected): void {
    selected = what
    stage.mark({ selected: what?.id ?? null })
    const node = what?.of === 'node' ? stage.nodes.get(what.id) : undefined
    const edge = what?.of === 'edge' ? stage.edges.get(what.id) : undefined
    if (node !== undefined) details.showNode(node)
    else if (edge !== undefined) details.showEdge(edge)
    else details.hide()
    // The details take their room from the drawing.
    if (node !== undefined) stage.viewport.reveal(node, false)
    rememberSoon()
  }

  /** One place opens at once; of several the reader picks in the details. */
  function openNode(id: string): void {
    const node = stage.nodes.get(id)
    if (node === undefined) return
    if (node.places.length === 1) ask({ type: 'open', of: 'node', id, place: 0 })
    else details.enter()
  }

  function keyOf({ folder, focus, isCyclesOnly, isDown }: PictureFrame): string {
    return JSON.stringify([folder, focus?.id ?? null, isCyclesOnly, isDown])
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
    stage.mark({ middle: next.focus?.id ?? null })
    notices.replaceChildren(...next.notices.map((text) => element('li', { class: 'dot' }, text)))
    signs.replaceChildren(legend(stage.marks(), next.run !== null && next.isRunShown))
  }

  /** What is shown when something else was asked for: all of it, if that can be read, else its beginning, or what is around a node. */
  function settle(around: string | null): void {
    stage.viewport.fit(CLEAR)
    if (around !== null) stage.reveal(around, { isCentred: true, isFocused: false })
  }

  const parts = createParts()

  /** Told again, such as after a failure, it is no reason to move. */
  function showPicture(picture: GraphPicture): void {
    const last = frame !== null ? stateOf(frame) : isState(remembered) ? remembered : null
    const next = picture.frame
    stage.draw(picture, next)
    showFrame(next)
    const isSame = last?.key === keyOf(next)
    if (isSame) stage.viewport.set(last.position)
    select(isSame && last.selected !== null && stage.nodes.has(last.selected) ? { of: 'node', id: last.selected } : null)
    if (!isSame) settle(next.focus?.id ?? null)
  }

  function showDelta(delta: PictureDelta): void {
    const next = delta.frame ?? frame
    if (next === null) return
    const isOther = frame === null || keyOf(frame) !== keyOf(next)
    const isTurned = frame !== null && frame.isDown !== next.isDown
    stage.change(delta, next, isOther ? null : anchorOf(next))
    showFrame(next)
    const isGone = selected !== null && !(selected.of === 'node' ? stage.nodes : stage.edges).has(selected.id)
    if (selected !== null) select(isGone ? null : selected)
    // Turned, it is about what it was about.
    if (isOther) settle((isTurned && selected?.of === 'node' ? selected.id : null) ?? next.focus?.id ?? null)
  }

  function take(message: ToGraphPage): void {
    switch (message.type) {
      case 'part':
        return parts.add(message)
      case 'picture':
        return showPicture(parts.whole(message.picture, message.parts))
      case 'delta':
        return showDelta(parts.whole(message.delta, message.parts))
      case 'reveal':
        select({ of: 'node', id: message.node })
        return stage.reveal(message.node, { isCentred: false, isFocused: false })
      case 'busy':
        return controls.busy(message.text)
    }
  }

  /** The node that stays where it is when others move: what the reader looks at. */
  function anchorOf({ focus }: PictureFrame): string | null {
    return (selected?.of === 'node' ? selected.id : null) ?? focus?.id ?? stage.middle()
  }

  return { take }
}

const isState = recordOf<PageState>({
  position: recordOf<Position>({ x: isNumber, y: isNumber, scale: isNumber, fitted: orNull(isNumber) }),
  selected: orNull(isText),
  key: isText,
})
