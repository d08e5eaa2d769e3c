import { formatCount } from '../../src/words/number'
import type { FromGraphPage, PictureFrame } from '../../src/model/graphPageProtocol'
import { button, iconButton } from '../common/button'
import { element } from '../common/element'

export interface Controls {
  readonly element: HTMLElement
  show(frame: PictureFrame): void
  /** What the page waits for; null for nothing. */
  busy(text: string | null): void
}

export interface ControlActions {
  readonly ask: (message: FromGraphPage) => void
  readonly zoom: (factor: number) => void
  readonly fit: () => void
  /** The field that searches. */
  readonly search: HTMLElement
}

const depths = [1, 2, 3, 5] as const

/** The line above the drawing. What does not apply is not there. */
export function createControls({ ask, zoom, fit, search }: ControlActions): Controls {
  const folder = element('select', { 'aria-label': 'Folder', hidden: '' })
  folder.addEventListener('change', () => ask({ type: 'folder', folder: folder.value }))

  const name = element('span', { class: 'focus-name' })
  const leave = iconButton('close', 'Show all', () => ask({ type: 'focus', node: null }))
  const depth = element(
    'select',
    { 'aria-label': 'Steps around the focus' },
    ...depths.map((steps) => element('option', { value: steps }, formatCount(steps, 'step'))),
    element('option', { value: 'all' }, 'all steps'),
  )
  depth.addEventListener('change', () => ask({ type: 'depth', depth: depth.value === 'all' ? null : Number(depth.value) }))
  const around = element('span', { class: 'focus-word' }, 'Around')
  const focus = element('div', { class: 'focus', role: 'group', 'aria-label': 'Focus', hidden: '' }, around, name, depth, leave)

  const cycles = toggle('sync', 'Cycles only', (isOn) => ask({ type: 'cyclesOnly', isOn }))
  const run = toggle('history', 'Last run', (isShown) => ask({ type: 'run', isShown }))
  const summary = element('p', { class: 'summary', role: 'status' })
  const view = element(
    'div',
    { class: 'view', role: 'group', 'aria-label': 'View' },
    iconButton('zoom-out', 'Zoom out', () => zoom(0.8)),
    iconButton('zoom-in', 'Zoom in', () => zoom(1.25)),
    iconButton('screen-full', 'Fit', fit),
  )
  let words = ''

  return {
    element: element('div', { class: 'controls' }, folder, search, focus, cycles.element, run.element, summary, view),
    show: (frame) => {
      folder.replaceChildren(...frame.folders.map(({ id, name: text }) => element('option', { value: id }, text)))
      folder.value = frame.folder ?? ''
      folder.hidden = frame.folders.length < 2
      focus.hidden = frame.focus === null
      name.textContent = frame.focus?.name ?? ''
      name.title = frame.focus?.name ?? ''
      depth.value = frame.depth === null ? 'all' : String(frame.depth)
      cycles.set(frame.isCyclesOnly)
      cycles.element.hidden = !frame.hasCycles && !frame.isCyclesOnly
      run.set(frame.isRunShown)
      run.element.hidden = frame.run === null
      run.element.title = frame.run === null ? '' : `Last run: counts of ${frame.run}`
      search.hidden = frame.names.length === 0
      view.hidden = frame.empty !== null
      words = frame.empty === null ? frame.summary : ''
      summary.textContent = words
    },
    busy: (text) => {
      summary.textContent = text ?? words
    },
  }
}

/** Shows its text, or its icon where there is little room. */
function toggle(icon: string, text: string, act: (isOn: boolean) => void): { readonly element: HTMLElement; set(isOn: boolean): void } {
  const made = button(null, { class: 'toggle', title: text, 'aria-pressed': 'false' }, () =>
    act(made.getAttribute('aria-pressed') !== 'true'),
  )
  made.append(element('span', { class: `codicon codicon-${icon}`, 'aria-hidden': 'true' }), element('span', { class: 'word' }, text))
  return { element: made, set: (isOn) => made.setAttribute('aria-pressed', String(isOn)) }
}
