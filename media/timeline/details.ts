import { formatDuration } from '../../src/words/duration'
import { formatCount, formatNumber } from '../../src/words/number'
import { startedAt } from '../../src/model/startedAt'
import { FAILED, HANDLED, type LateEntry, type Trace, type TraceEvent } from '../../src/model/trace'
import { formatMoment } from '../../src/timeline/formatMoment'
import { markWords } from '../../src/timeline/markWords'
import type { Fold, Mark, Moment } from '../../src/timeline/timeline'
import { button } from '../common/button'
import { element, type Child } from '../common/element'
import { bulletList, effectLine, effectList, errorBlock, facts, jsonBlock, logLines, longText, section } from './detailParts'
import type { Cell } from './placeCells'
import type { PlaceLink } from './placeLink'

export interface DetailContext {
  readonly trace: Trace
  /** The axis that marks stand on. */
  readonly moments: readonly Moment[]
  readonly links: PlaceLink
}

const MAX_LISTED = 500

/** All that is known about a cell; fills the heading. */
export function cellDetails(heading: HTMLElement, context: DetailContext, { marks, label }: Cell): readonly Node[] {
  const [mark] = marks
  if (marks.length === 1) return markDetails(heading, context, mark)
  heading.textContent = label
  const items = marks.slice(0, MAX_LISTED).map((one) => {
    const key = one.event === null ? null : element('span', { class: 'quiet' }, ` ${context.trace.events[one.event]!.key}`)
    return opening(one.label, key, (inner) => markDetails(inner, context, one))
  })
  const more = marks.length - MAX_LISTED
  return [
    element('ul', { class: 'items' }, ...items),
    ...(more > 0 ? [element('p', { class: 'quiet' }, `${formatNumber(more)} more are not listed.`)] : []),
  ]
}

/** An item of a list that gives way to its details. */
function opening(text: string, behind: Child, details: (heading: HTMLElement) => readonly Node[]): HTMLElement {
  const open = button(text, { class: 'link' }, () => {
    const inner = element('h3', { tabindex: -1 })
    item.replaceChildren(element('div', { class: 'inner' }, inner, ...details(inner)))
    inner.focus({ preventScroll: true })
    item.scrollIntoView({ block: 'start' })
  })
  const item = element('li', {}, open, behind)
  return item
}

function markDetails(heading: HTMLElement, context: DetailContext, mark: Mark): readonly Node[] {
  const { call, row, event, kind, fold } = mark
  if (fold !== null) return foldDetails(heading, context, mark, fold)
  if (call !== null) return callDetails(heading, context, call).filter((part) => part !== null)
  heading.textContent = `${context.trace.events[event!]!.name}: ${markWords[kind]}`
  const attempt = row === null ? [] : attemptDetails(heading, context, mark, row)
  return [...attempt, ...eventDetails(context, event!)].filter((part) => part !== null)
}

/** What is folded, and the way to its ends: all between came to the same. */
function foldDetails(heading: HTMLElement, context: DetailContext, mark: Mark, fold: Fold): readonly Node[] {
  const { trace, moments, links } = context
  const { call, event, row, handler, kind } = mark
  const name = event === null ? trace.calls[call!]!.key.replace(/#\d+$/, '') : trace.events[event]!.name
  const times = row === null ? `${markWords[kind]} ${formatCount(fold.count, 'time')}` : formatCount(fold.count, 'attempt')
  heading.textContent = `${name}: ${times}`
  const detail = row === null || !fold.isSame ? null : trace.attempts.detail[row]!
  const error = detail === null ? null : trace.details[detail]!.handlers[handler!]!.error
  const ends = [
    ['first', mark],
    ['last', { ...mark, ...fold.last }],
  ] as const
  return [
    facts([
      ['folded', fold.text],
      ['first', formatMoment(moments[mark.moment]!.time)],
      ['last', formatMoment(moments[mark.until]!.time)],
      ['outcome', error === null ? fold.what : null],
    ]),
    error === null
      ? null
      : section('Each failed with', errorBlock(error, links(error.site, { kind: 'error', detail: detail!, index: handler! }))),
    element(
      'ul',
      { class: 'items' },
      ...ends.map(([which, end]) =>
        opening(`Show the ${which} of them`, null, (inner) => markDetails(inner, context, { ...end, fold: null })),
      ),
    ),
  ].filter((part) => part !== null)
}

function callDetails(heading: HTMLElement, { trace, links }: DetailContext, index: number): (Node | null)[] {
  const { key, startedAt, endedAt, response, error, effects, logs } = trace.calls[index]!
  heading.textContent = key === 'load' ? 'Loading the app' : key
  return [
    facts([
      ['started', formatMoment(startedAt)],
      ['took', endedAt === null ? 'still running at the end' : formatDuration(endedAt - startedAt)],
      ['answered', response === null ? null : String(response.status)],
    ]),
    section('Error', error === null ? null : errorBlock(error, links(error.site, { kind: 'call', call: index, effect: null }))),
    section(
      'Response',
      response === null || Object.keys(response.headers).length === 0
        ? null
        : facts(Object.entries(response.headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join('\n')])),
      response === null || response.body === '' ? null : longText(prettyBody(response.body)),
    ),
    section(
      'Effects',
      effectList(effects, ({ site }, effect) => links(site, { kind: 'call', call: index, effect })),
    ),
    section('Logs', logLines(logs)),
  ]
}

function prettyBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

function attemptDetails(heading: HTMLElement, { trace, links }: DetailContext, mark: Mark, row: number): (Node | null)[] {
  const { attempts, details, events } = trace
  const detail = attempts.detail[row]!
  const { handlers, effects, logs } = details[detail]!
  const delivery = attempts.delivery[row]!
  const attempt = attempts.attempt[row]!
  const began = startedAt(trace, row)
  const outcome = attempts.outcome[row] === HANDLED ? 'handled' : attempts.outcome[row] === FAILED ? 'failed' : 'still running at the end'
  heading.textContent = `${events[mark.event!]!.name}: attempt ${formatNumber(attempt)}${delivery > 1 ? ` of duplicate ${delivery}` : ''}`
  const late = trace.late
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => entry.event === mark.event && entry.delivery === delivery && entry.attempt === attempt)
  return [
    element('p', { class: 'quiet' }, `${outcome} · ${formatMoment(began)} · ${formatDuration(attempts.durationMs[row]!)}`),
    ...handlers.map(({ order, site, outcome: came, error }, index) =>
      section(
        `Handler ${order}: ${came === 'not-started' ? 'not started' : came}`,
        paragraph(links(site, { kind: 'handler', detail, index })),
        error === null ? null : errorBlock(error, links(error.site, { kind: 'error', detail, index })),
      ),
    ),
    section('Logs', logLines(logs)),
    section(
      'Effects',
      effectList(effects, ({ site }, index) => links(site, { kind: 'effect', detail, index })),
    ),
    section('After the attempt had ended', bulletList(late.map(({ entry, index }) => lateItem(entry, index, links)))),
  ]
}

function lateItem({ at, handler, what }: LateEntry, index: number, links: PlaceLink): HTMLElement {
  const target = { kind: 'late', index } as const
  const parts: readonly Child[] =
    'log' in what
      ? [logLines([what.log])]
      : 'effect' in what
        ? effectLine(what.effect, links(what.effect.site, target))
        : [errorBlock(what.error, links(what.error.site, target))]
  return element('div', {}, element('p', { class: 'quiet' }, `${formatMoment(at)}, handler ${handler}`), ...parts)
}

function eventDetails({ trace, links }: DetailContext, index: number): (Node | null)[] {
  const event = trace.events[index]!
  const { key, id, time, delay, dueAt, state, droppedAt, site, body, notes } = event
  return [
    section(
      'Event',
      facts([
        ['state', state],
        ['key', key],
        ['id', id],
        ['published', formatMoment(time)],
        ['due', delay > 0 ? `${formatMoment(dueAt)} (after ${formatDuration(delay)})` : null],
        ['dropped', droppedAt === null ? null : formatMoment(droppedAt)],
        ['by', causeText(event)],
        ['at', links(site, { kind: 'publish', event: index })],
      ]),
    ),
    section('Notes', bulletList(notes)),
    section('Body', jsonBlock(body)),
  ]
}

function causeText({ cause, source }: TraceEvent): string {
  if (cause === null) return source === 'schedule' || source === 'task' ? 'the clock' : 'the scenario'
  if ('call' in cause) return cause.call === 'load' ? 'loading the app' : cause.call
  return `${cause.event}, delivery ${cause.delivery}, attempt ${cause.attempt}, handler ${cause.handler}`
}

function paragraph(child: Node | null): HTMLElement | null {
  return child === null ? null : element('p', {}, child)
}
