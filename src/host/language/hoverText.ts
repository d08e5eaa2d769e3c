import { formatDuration, SECOND_MS } from '../../words/duration'
import { exactDelay } from '../../words/tellDelay'
import { eventPolicy } from '../../contract/retry'
import { effectiveTimeout, readTimeout } from '../../contract/timeout'
import { besideOf, besideOthers, mostTogether } from '../../graph/events/besideOthers'
import type { EventNode, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import { formatMoment } from '../../timeline/formatMoment'
import { count } from '../count'
import { allMeanings, indexOf } from '../eventIndex'
import { readDelay } from './delays'
import {
  functionOf,
  handlerRows,
  linkTo,
  list,
  MOST_IN_ROW,
  paragraphs,
  patternRow,
  tellPublishers,
  tellRunBy,
  type HoverContext,
} from './hoverLists'
import { code, plain } from './markdown'
import type { Subject } from './subjectAt'

/** Events of one call that are told in full. */
const MOST_EVENTS = 3

/** What a hover says, as markdown. Text of the workspace stands in it as code alone. */
export function hoverText(subject: Subject, context: HoverContext): string {
  const { events, publish, on } = subject
  const told = events.slice(0, MOST_EVENTS).map((event) => {
    const publishers = publish === null ? [] : allMeanings(publish).flatMap((meaning) => (meaning.event === event ? [meaning.site] : []))
    const handler = on === null ? undefined : allMeanings(on).find((meaning) => meaning.event === event)?.site
    const text =
      publishers.length > 0
        ? tellPublish(event, publishers, context)
        : handler === undefined
          ? tellEvent(event, context)
          : tellOn(event, handler, context)
    return paragraphs([text, tellElsewhere(event, context)])
  })
  const others = events.length - told.length
  const unresolved = [...(publish?.unresolved ?? []), ...(on?.unresolved ?? [])].map((site) => tellUnresolved(site, context))
  return [...told, ...(others > 0 ? [`and ${count(others, 'other event')}`] : []), ...unresolved].join('\n\n---\n\n')
}

function tellElsewhere({ name }: EventNode, { show }: HoverContext): string {
  return `[Show in graph](${show('graph', name)}) · [Show in tree](${show('tree', name)})`
}

/** Callers may give one call several delays, and bodies of several kinds. */
function tellPublish(event: EventNode, publishers: readonly Publisher[], context: HoverContext): string {
  const arrivals = new Set(publishers.map((publisher) => `**${code(event.name)}** ${tellArrival(publisher, context)}`))
  return paragraphs([
    ...arrivals,
    tellHandlers(event, context),
    tellRunBy(
      publishers.flatMap(({ triggers }) => triggers),
      context,
    ),
    tellOutcome(event, context),
  ])
}

function tellOn(event: EventNode, handler: HandlerSite, context: HoverContext): string {
  const { handlers } = event
  const others = besideOf(handler, handlers)
  return paragraphs([
    `**${code(event.name)}** · ${tellOrder(handler, handlers, others.length)}`,
    handler.uncalled === null ? null : `No call of ${code(`${handler.uncalled}()`)} is known, which leads to it.`,
    tellTimeout(handler),
    tellPublishers(event, context),
    others.length === 0 ? null : `With it ${others.length === 1 ? 'runs' : 'run'}\n${handlerRows(others, context)}`,
    tellAttempts(event),
    tellOutcome(event, context),
  ])
}

function tellOrder({ order }: HandlerSite, { length }: readonly HandlerSite[], others: number): string {
  if (length === 1) return 'its only handler'
  return others === length - 1 ? `handler ${order} of ${length}` : `one of ${length} handlers that conditions choose between`
}

/** For a name that is declared apart from the calls. */
function tellEvent(event: EventNode, context: HoverContext): string {
  return paragraphs([
    `**${code(event.name)}** · an Ampt event`,
    tellPublishers(event, context),
    tellHandlers(event, context),
    tellOutcome(event, context),
  ])
}

function tellUnresolved({ kind, pattern, matches, triggers }: UnresolvedSite, context: HoverContext): string {
  const site = kind === 'publish' ? 'handler' : 'publisher'
  if (pattern === null) return 'The text does not fix which event this is.'
  const events = matches.flatMap((name) => indexOf(context.graph).event(name) ?? [])
  const rows = events.map(({ name, publishers, handlers }) => {
    const sites = kind === 'publish' ? handlers.map(functionOf) : publishers
    return `- ${code(name)} · ${sites
      .slice(0, MOST_IN_ROW)
      .map((one) => linkTo(one, context))
      .join(', ')}`
  })
  return paragraphs([
    `**${code(pattern)}** · the text does not fix the whole name`,
    tellRunBy(triggers, context),
    rows.length === 0 ? `No known event with a ${site} fits.` : `It fits\n${list(rows)}`,
  ])
}

function tellArrival(publisher: Publisher, { now, contract }: HoverContext): string {
  const times = publisher.isRepeated ? '· × n, as it stands in a loop ' : ''
  if (publisher.after === null) return `${times}· arrives at once`
  const delay = readDelay(publisher, now, contract)
  const range = exactDelay(publisher)
  if (delay === null && range !== null) return `${times}· arrives ${range} after the publish, as chance draws it`
  if (delay === null) return `${times}· arrives after ${code(publisher.after)}`
  if ('error' in delay) return `· after ${code(publisher.after)}\n\n${plain(delay.error)}`
  const seconds = Math.ceil(delay.dueAt / SECOND_MS) * SECOND_MS
  return [
    `${times}· arrives ${formatDuration(delay.delayMs)} after the publish: if that is now, at ${formatMoment(seconds)} UTC`,
    ...delay.notes.map(plain),
  ].join('\n\n')
}

function tellHandlers(event: EventNode, context: HoverContext): string {
  const index = indexOf(context.graph)
  const possible = index.possible('on', event.name)
  const maybe = possible.length === 0 ? null : `Possible handlers\n${list(possible.map((site) => patternRow(site, context)))}`
  if (event.handlers.length > 0) {
    const together = mostTogether(event.handlers)
    const some = together === event.handlers.length ? '' : ` ${together === 1 ? 'one' : together} of`
    return paragraphs([`Handled by${some}\n${handlerRows(event.handlers, context)}`, maybe, tellAttempts(event)])
  }
  if (maybe !== null) return maybe
  return index.isOpen('on')
    ? 'No handler was found. A call whose name the text does not fix may handle it.'
    : 'No handler: the event is ignored, without an error.'
}

/** Why an attempt does not have the time that this call asks for. */
function tellTimeout({ timeoutMs }: HandlerSite): string | null {
  const warning = timeoutMs === null ? null : readTimeout(timeoutMs).warning
  return warning === null ? null : plain(warning)
}

/** What the platform does when an attempt fails. */
function tellAttempts({ handlers }: EventNode): string {
  const { retryEveryMs, retentionMs } = eventPolicy
  const limit = formatDuration(effectiveTimeout(handlers.map(({ timeoutMs }) => timeoutMs ?? undefined)))
  const who =
    besideOthers(handlers).length > 0 ? `If one throws or takes over ${limit}, all are` : `If it throws or takes over ${limit}, it is`
  return `${who} retried every ${formatDuration(retryEveryMs)} for ${formatDuration(retentionMs)}, then the event is dropped.`
}

function tellOutcome({ name }: EventNode, { lastOutcome }: HoverContext): string | null {
  const outcome = lastOutcome(name)
  return outcome === null ? null : `Last simulation: ${plain(outcome)}`
}
