import { place } from '../../src/words/place'
import { element } from '../common/element'
import { markShape } from './markShape'
import type { Cell, Column, LanePlan } from './placeCells'

const TRACK_HEIGHT = 22
/** Characters at the end of a name that stay where there is no room for all: they tell as much as its beginning. */
const END = 12

/** A row, the marks in it in the order of its cells, and what opens its handler. */
export function laneElement(
  plan: LanePlan,
  width: number,
  isOpenable: boolean,
): { readonly element: HTMLElement; readonly marks: readonly HTMLElement[]; readonly link: HTMLElement | null } {
  const name = laneName(plan, isOpenable)
  const marks = plan.cells.map(cellElement)
  const row = element(
    'div',
    { role: 'row', class: 'lane' },
    name,
    sized(element('div', { role: 'presentation', class: 'marks' }, ...marks), width),
  )
  row.style.height = `${plan.tracks * TRACK_HEIGHT + 5}px`
  return { element: row, marks, link: name.querySelector<HTMLElement>('.link') }
}

/** Room for the longest name, within reason, and the end of a path. */
export function namesWidth(lanes: readonly LanePlan[]): number {
  const longest = lanes.reduce((most, { lane }) => Math.max(most, lane.title.length), 0)
  return Math.round(Math.min(300, Math.max(180, longest * 6.8 + 130)))
}

/** Its link tells by `data-handler` what it opens. */
function laneName({ lane }: LanePlan, isOpenable: boolean): HTMLElement {
  const { kind, title, handler, registration } = lane
  const site = registration?.site ?? null
  const at = site === null ? null : place(site)
  const name = registration === null || registration.order === 1 ? title : `${title} #${registration.order}`
  // So short a beginning would be clipped before it is cut with a sign.
  const cut = name.length > END + 2 ? name.length - END : name.length
  const words = at ?? (kind === 'unhandled' ? 'no handler' : kind === 'call' ? 'call' : '')
  const where =
    at === null || !isOpenable || handler === null
      ? element('span', { class: 'place', title: at }, element('bdi', {}, words))
      : element(
          'button',
          { type: 'button', class: 'link place', tabindex: -1, title: `Open ${at}`, 'data-handler': handler },
          element('bdi', {}, words),
        )
  return element(
    'div',
    { role: 'rowheader', class: 'name', 'aria-label': [name, words].join(' ').trimEnd() },
    element('span', { class: 'title', title: name }, element('span', { class: 'beginning' }, name.slice(0, cut)), name.slice(cut)),
    where,
  )
}

function cellElement(cell: Cell): HTMLElement {
  const { kind, isFold, isDuplicate, label, text, x, width, track } = cell
  const shape = isFold ? null : markShape(kind, isDuplicate)
  const made = element(
    'div',
    {
      role: 'gridcell',
      tabindex: -1,
      class: `cell ${kind}${isFold ? ' fold' : ''}${isDuplicate ? ' duplicate' : ''}`,
      'aria-label': label,
    },
    shape,
    text === '' ? null : element('span', { class: 'text' }, text),
  )
  made.style.left = `${x}px`
  made.style.width = `${width}px`
  made.style.top = `${track * TRACK_HEIGHT + 2}px`
  return made
}

/** The axis: the time of each column, and the gap before it. */
export function axis(columns: readonly Column[], width: number): HTMLElement {
  return sized(element('div', { class: 'axis' }, ...columns.map(columnLabel)), width)
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

/** The columns behind the lanes. */
export function bands(columns: readonly Column[]): HTMLElement {
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
