import { place } from '../../src/words/place'
import type { Timeline } from '../../src/timeline/timeline'
import { element } from '../common/element'
import { moveInChart } from './chartKeyboard'
import { markShape } from './markShape'
import { placeCells, type Cell, type Column, type LanePlan } from './placeCells'

export interface Chart {
  readonly element: HTMLElement
  /** Marks the cell as the selected one; null for none. */
  select(cell: Cell | null): void
  /** Brings the keyboard back to where it was. */
  focus(): void
}

export interface ChartActions {
  readonly select: (cell: Cell) => void
  /** Closes what is open about a cell. */
  readonly leave: () => void
  /** Opens a handler's registration; null where nothing can be opened. */
  readonly openHandler: ((handler: number) => void) | null
}

const TRACK_HEIGHT = 22
/** Characters at the end of a name that stay where there is no room for all: they tell as much as its beginning. */
const END = 12

/** Paints the lanes as a grid with one tab stop, and `below` under them. Names on the left and the axis on top stay while it scrolls. */
export function createChart(timeline: Timeline, below: HTMLElement, { select, leave, openHandler }: ChartActions): Chart {
  const { columns, lanes, width } = placeCells(timeline)
  const cells = new Map<Element, Cell>()
  const rows: HTMLElement[][] = []
  const laneRows = lanes.map((plan) => {
    const name = laneName(plan, openHandler)
    const marks = plan.cells.map((cell) => {
      const made = cellElement(cell)
      cells.set(made, cell)
      return made
    })
    const row = element(
      'div',
      { role: 'row', class: 'lane' },
      name,
      sized(element('div', { role: 'presentation', class: 'marks' }, ...marks), width),
    )
    row.style.height = `${plan.tracks * TRACK_HEIGHT + 5}px`
    const link = name.querySelector<HTMLElement>('.link')
    rows.push(link === null ? marks : [link, ...marks])
    return row
  })

  const grid = element('div', { role: 'grid', class: 'grid', 'aria-label': 'Timeline' }, ...laneRows)
  const axis = sized(element('div', { class: 'axis' }, ...columns.map(columnLabel)), width)
  const scroller = element(
    'div',
    { class: 'scroller' },
    element('div', { class: 'head', 'aria-hidden': 'true' }, element('div', { class: 'corner' }, 'UTC, virtual'), axis),
    element('div', { class: 'body' }, bands(columns), grid),
    below,
  )

  scroller.style.setProperty('--names', `min(${namesWidth(lanes)}px, 35cqw)`)

  let current: HTMLElement | null = null
  const setCurrent = (next: HTMLElement): void => {
    current?.setAttribute('tabindex', '-1')
    next.setAttribute('tabindex', '0')
    current = next
  }
  const first = lanes.length === 0 ? undefined : (rows[0]!.find((one) => cells.has(one)) ?? rows[0]![0])
  if (first !== undefined) setCurrent(first)

  const cellOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>('[role=gridcell], .link') : null
  const activate = (target: HTMLElement): void => {
    const cell = cells.get(target)
    if (cell !== undefined) select(cell)
    else if (target.dataset['handler'] !== undefined) openHandler?.(Number(target.dataset['handler']))
  }
  grid.addEventListener('focusin', ({ target }) => {
    const focused = cellOf(target)
    if (focused !== null) setCurrent(focused)
  })
  grid.addEventListener('click', ({ target }) => {
    const clicked = cellOf(target)
    if (clicked !== null) activate(clicked)
  })
  grid.addEventListener('pointerover', ({ target }) => {
    const hovered = cellOf(target)
    if (hovered !== null && cells.has(hovered)) hovered.title = cells.get(hovered)!.label
  })
  grid.addEventListener('keydown', (event) => {
    const focused = cellOf(event.target)
    if (focused === null || event.ctrlKey || event.metaKey || event.altKey) return
    const next = moveInChart(event.key, focused, rows)
    if (next !== null) {
      next.focus({ preventScroll: true })
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    } else if (event.key === 'Enter' || event.key === ' ') activate(focused)
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  })

  return {
    element: scroller,
    select: (cell) => {
      const events = new Set(cell?.marks.map(({ event }) => event))
      for (const [made, one] of cells) {
        if (one === cell) {
          made.setAttribute('aria-selected', 'true')
          made.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        } else made.removeAttribute('aria-selected')
        made.classList.toggle('related', one !== cell && one.marks.some(({ event }) => event !== null && events.has(event)))
      }
    },
    focus: () => current?.focus(),
  }
}

/** Room for the longest name, within reason, and the end of a path. */
function namesWidth(lanes: readonly LanePlan[]): number {
  const longest = lanes.reduce((most, { lane }) => Math.max(most, lane.title.length), 0)
  return Math.round(Math.min(300, Math.max(180, longest * 6.8 + 130)))
}

function laneName({ lane }: LanePlan, openHandler: ChartActions['openHandler']): HTMLElement {
  const { kind, title, handler, registration } = lane
  const site = registration?.site ?? null
  const at = site === null ? null : place(site)
  const name = registration === null || registration.order === 1 ? title : `${title} #${registration.order}`
  const words = at ?? (kind === 'unhandled' ? 'no handler' : kind === 'call' ? 'call' : '')
  const where =
    at === null || openHandler === null || handler === null
      ? element('span', { class: 'place', title: at }, element('bdi', {}, words))
      : element(
          'button',
          { type: 'button', class: 'link place', tabindex: -1, title: `Open ${at}`, 'data-handler': handler },
          element('bdi', {}, words),
        )
  return element(
    'div',
    { role: 'rowheader', class: 'name', 'aria-label': [name, words].join(' ').trimEnd() },
    element('span', { class: 'title', title: name }, element('span', { class: 'head' }, name.slice(0, -END)), name.slice(-END)),
    where,
  )
}

function cellElement(cell: Cell): HTMLElement {
  const { kind, isDuplicate, label, text, x, width, track } = cell
  const shape = kind === 'fold' ? null : markShape(kind, isDuplicate)
  const made = element(
    'div',
    { role: 'gridcell', tabindex: -1, class: `cell ${kind}${isDuplicate ? ' duplicate' : ''}`, 'aria-label': label },
    shape,
    text === '' ? null : element('span', { class: 'text' }, text),
  )
  made.style.left = `${x}px`
  made.style.width = `${width}px`
  made.style.top = `${track * TRACK_HEIGHT + 2}px`
  return made
}

function columnLabel({ x, time, gapX, gapWidth, gap }: Column): DocumentFragment {
  const fragment = document.createDocumentFragment()
  const label = element('span', { class: 'time' }, time)
  label.style.left = `${x}px`
  fragment.append(label)
  if (gap !== '') {
    const space = sized(element('span', { class: 'gap' }, gap), gapWidth)
    space.style.left = `${gapX}px`
    fragment.append(space)
  }
  return fragment
}

function bands(columns: readonly Column[]): HTMLElement {
  const made = columns.map(({ x, width }) => {
    const band = sized(element('div', { class: 'band' }), width)
    band.style.left = `${x}px`
    return band
  })
  return element('div', { class: 'bands', 'aria-hidden': 'true' }, ...made)
}

function sized<T extends HTMLElement>(made: T, width: number): T {
  made.style.width = `${width}px`
  return made
}
