import type { Timeline } from '../../src/timeline/timeline'
import { element } from '../common/element'
import { moveInChart } from './chartKeyboard'
import { axis, bands, laneElement, namesWidth } from './laneElements'
import { placeCells, type Cell } from './placeCells'

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

/** Paints the lanes as a grid with one tab stop, and `below` under them. Names on the left and the axis on top stay while it scrolls. */
export function createChart(timeline: Timeline, below: HTMLElement, { select, leave, openHandler }: ChartActions): Chart {
  const { columns, lanes, width } = placeCells(timeline)
  const cells = new Map<Element, Cell>()
  const rows: (readonly HTMLElement[])[] = []
  const laneRows = lanes.map((plan) => {
    const made = laneElement(plan, width, openHandler !== null)
    for (const [at, cell] of plan.cells.entries()) cells.set(made.marks[at]!, cell)
    rows.push(made.link === null ? made.marks : [made.link, ...made.marks])
    return made.element
  })

  const grid = element('div', { role: 'grid', class: 'grid', 'aria-label': 'Timeline' }, ...laneRows)
  const scroller = element(
    'div',
    { class: 'scroller' },
    element('div', { class: 'head', 'aria-hidden': 'true' }, element('div', { class: 'corner' }, 'UTC, virtual'), axis(columns, width)),
    element('div', { class: 'body' }, bands(columns), grid),
    below,
  )

  scroller.style.setProperty('--names', `min(${namesWidth(lanes)}px, max(35cqw, 150px))`)

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
