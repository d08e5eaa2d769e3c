import { formatCount, formatNumber } from '../../src/words/number'
import type { FromTimelinePage, Lacking, RunTitle, SiteTarget } from '../../src/model/timelineProtocol'
import type { NotSimulated, Trace } from '../../src/model/trace'
import { layoutTimeline } from '../../src/timeline/layoutTimeline'
import { tellTotals } from '../../src/timeline/tellRun'
import { tellNotSimulated } from '../../src/timeline/tellNotSimulated'
import type { Timeline } from '../../src/timeline/timeline'
import { button } from '../common/button'
import { element } from '../common/element'
import { createChart, type Chart } from './chart'
import { cellDetails } from './details'
import { crossShape, legend, shapeDefinitions } from './markShape'
import type { Cell } from './placeCells'
import { placeLinks } from './placeLink'
import { runDetails } from './runDetails'

export interface Page {
  showRuns(runs: readonly RunTitle[], selected: string | null): void
  showTrace(run: string, trace: Trace): void
  /** What is going on; null when nothing is. */
  showProgress(text: string | null): void
  showFailure(message: string): void
}

/** The page in `root`: a header, the chart, and details of what is selected. `ask` is null where nobody listens: places can only be read then. */
export function createPage(root: HTMLElement, ask: ((message: FromTimelinePage) => void) | null): Page {
  /** A button that leads to what is lacking. */
  const giving = (what: Lacking, text: string, short = text): HTMLElement => act(text, short, () => ask?.({ type: 'give', what }))
  const picker = element('select', { 'aria-label': 'Run', hidden: '' })
  const summary = element('p', { class: 'summary', role: 'status' })
  const acts = element('div', { class: 'acts' })
  const about = act('About this run', 'About', () => tellOfRun())
  const progress = element('p', { class: 'progress', role: 'status', hidden: '' })
  const failure = element('p', { class: 'failure dot', role: 'alert', hidden: '' })
  const notice = button(null, { class: 'notice', hidden: '' }, () => tellOfRun())
  let tellOfRun = (): void => undefined
  const words = element('p', {}, 'No run yet. Click Simulate above a publish or a handler.')
  const content = element('div', { class: 'content' }, element('div', { class: 'empty' }, words, giving('run', 'Simulate Publish…')))
  root.append(
    shapeDefinitions(),
    element(
      'main',
      {},
      element('h1', {}, 'Ampt timeline'),
      element('div', { class: 'header' }, element('div', {}, picker, summary), element('div', {}, notice, acts)),
      progress,
      failure,
      content,
    ),
  )

  picker.addEventListener('change', () => ask?.({ type: 'selectRun', run: picker.value }))

  function setText(line: HTMLElement, text: string | null): void {
    line.textContent = text
    line.hidden = text === null
  }

  function showTrace(run: string, trace: Trace): void {
    const timeline = layoutTimeline(trace)
    const open = ask === null ? null : (target: SiteTarget): void => ask({ type: 'open', run, target })
    const links = placeLinks(open)
    const pane = element('section', { class: 'details', tabindex: 0, 'aria-label': 'Details', hidden: '' })
    const chart: Chart = createChart(timeline, legend(...legendOf(timeline)), {
      select: (cell) => showDetails(cell),
      leave: () => closeDetails(),
      openHandler: open === null ? null : (handler) => open({ kind: 'registration', handler }),
    })
    const showDetails = (cell: Cell | null): void => {
      const close = button(null, { class: 'close', title: 'Close details', 'aria-label': 'Close details' }, closeDetails)
      close.append(crossShape())
      const heading = element('h2', { tabindex: -1 })
      pane.replaceChildren(close, heading)
      pane.append(...(cell === null ? runDetails(heading, trace) : cellDetails(heading, { trace, moments: timeline.moments, links }, cell)))
      pane.hidden = false
      pane.scrollTop = 0
      chart.select(cell)
      heading.focus()
    }
    const closeDetails = (): void => {
      const hadFocus = pane.contains(document.activeElement)
      pane.hidden = true
      chart.select(null)
      if (hadFocus) chart.focus()
    }
    pane.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') closeDetails()
    })
    acts.replaceChildren(
      ...(ask === null || trace.end.missingParams === undefined ? [] : [giving('params', 'Set Missing Parameters…', 'Parameters…')]),
      ...(ask === null || deniedCalls(trace).length === 0 ? [] : [giving('network', 'Network Settings', 'Network')]),
      about,
    )
    tellOfRun = () => showDetails(null)

    summary.textContent = tellTotals(trace)
    summary.title = tellTotals(trace)
    setText(notice, noticeText(trace))
    notice.classList.toggle('dot', trace.end.stopped !== null)
    setText(failure, null)
    content.replaceChildren(
      element(
        'div',
        { class: 'picture' },
        timeline.lanes.length === 0
          ? element('p', { class: 'empty' }, 'Nothing happened in this run: no event was published and nothing was called.')
          : chart.element,
        timeline.hidden === 0
          ? null
          : element('p', { class: 'hidden-lanes' }, `${formatCount(timeline.hidden, 'more lane')} would be too many to draw.`),
      ),
      pane,
    )
  }

  return {
    showTrace,
    showRuns: (runs, selected) => {
      picker.replaceChildren(...runs.map(({ id, title }) => element('option', { value: id }, title)))
      picker.value = selected ?? ''
      picker.hidden = runs.length < 2
    },
    showProgress: (text) => {
      setText(progress, text)
      if (text !== null) setText(failure, null)
    },
    showFailure: (message) => setText(failure, message),
  }
}

/** A button that shows a shorter text where there is little room. */
function act(text: string, short: string, does: () => void): HTMLElement {
  const made = button(null, { class: 'act', 'aria-label': text }, does)
  made.append(element('span', { class: 'long' }, text), element('span', { class: 'short' }, short))
  return made
}

/** What was denied comes first: outcomes that are unknown hang on it. */
function noticeText(trace: Trace): string | null {
  const { stopped, notes } = trace.end
  if (stopped !== null) return `Stopped early: ${stopped.message}`
  const told = [...deniedCalls(trace).map(tellNotSimulated), ...notes]
  if (told.length === 0) return null
  return told.length === 1 ? `Note: ${told[0]}` : `${formatNumber(told.length)} notes: ${told[0]}`
}

const deniedCalls = ({ end }: Trace): readonly NotSimulated[] => end.notSimulated.filter(({ how }) => how === 'denied')

function legendOf({ lanes }: Timeline): Parameters<typeof legend> {
  const marks = lanes.flatMap((lane) => lane.marks)
  return [new Set(marks.map(({ kind }) => kind)), marks.some(({ isDuplicate }) => isDuplicate)]
}
