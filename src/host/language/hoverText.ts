import { knownCall } from '../../words/knownCall'
import { formatDuration, SECOND_MS } from '../../words/duration'
import { exactDelay } from '../../words/exactDelay'
import { eventPolicy } from '../../contract/retry'
import { delayLabel } from '../../words/tellDelay'
import { effectiveTimeout, readTimeout } from '../../contract/timeout'
import { place } from '../../words/place'
import { besideOf, besideOthers, mostTogether } from '../../graph/events/besideOthers'
import { tellTriggers } from '../../graph/triggers/tellTriggers'
import type { EventGraph, EventNode, HandlerSite, Publisher, Trigger, UnresolvedSite } from '../../model/graph'
import type { Contract } from '../../model/scenario'
import type { Site } from '../../model/site'
import { formatMoment } from '../../timeline/formatMoment'
import { count } from '../count'
import { allMeanings, indexOf } from '../eventIndex'
import { code, plain } from './markdown'
import { readDelay } from './delays'
import type { Subject } from './subjectAt'

export interface HoverContext {
  readonly graph: EventGraph
  /** Epoch ms. */
  readonly now: number
  readonly contract: Contract
  /** Address that shows an event elsewhere. */
  readonly show: (where: 'graph' | 'tree', event: string) => string
  /** Address of a line. */
  readonly link: (site: Site) => string
  /** What the last run came to for an event, in words; null when it had none. */
  readonly lastOutcome: (event: string) => string | null
}

/** Rows of a list before the rest is counted. */
const MOST_ROWS = 5
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
      .slice(0, MOST_EVENTS)
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

/** What Ampt runs that comes to a publish, each with the calls on the way. */
function tellRunBy(triggers: readonly Trigger[], context: HoverContext): string | null {
  if (triggers.length === 0) return null
  const rows = triggers.map((trigger) => {
    const way = trigger.path.map((step) => `${step.name === null ? 'a call' : code(`${step.name}()`)} ${linkTo(step, context)}`)
    return `- ${tellTrigger(trigger)} · ${[linkTo(trigger, context), ...way].join(' → ')}`
  })
  return `Published by\n${list(rows)}`
}

function tellTrigger(trigger: Trigger): string {
  return trigger.kind === 'event' ? `handler of ${code(trigger.name)}` : code(tellTriggers([trigger]) ?? trigger.name)
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

function tellPublishers(event: EventNode, context: HoverContext): string {
  const index = indexOf(context.graph)
  const rows = event.publishers.map((publisher) => {
    const runBy = publisher.triggers.slice(0, MOST_EVENTS).map(tellTrigger)
    const within = runBy.length > 0 || publisher.within === null ? [] : [`in ${code(`${publisher.within}()`)}`]
    const times = publisher.isRepeated ? ['× n'] : []
    const delay = delayLabel(publisher)
    return `- ${[linkTo(knownCall(publisher), context), ...times, ...runBy, ...within, ...(delay === null ? [] : [code(delay)])].join(' · ')}`
  })
  const possible = index.possible('publish', event.name).map((site) => patternRow(site, context))
  if (rows.length + possible.length > 0) return `Published by\n${list([...rows, ...possible])}`
  return index.isOpen('publish')
    ? 'No publish was found. A call whose name the text does not fix may publish it.'
    : 'Nothing in this workspace publishes it.'
}

function patternRow(site: UnresolvedSite, context: HoverContext): string {
  return `- ${linkTo(site, context)} · maybe, as ${code(site.pattern ?? site.expression)}`
}

function handlerRows(handlers: readonly HandlerSite[], context: HoverContext): string {
  return list(
    handlers.map((handler) => {
      const { timeoutMs, function: declared, uncalled } = handler
      const name = declared === null || declared.name === null ? [] : [code(declared.name)]
      const timeout = timeoutMs === null ? [] : [`timeout ${formatDuration(readTimeout(timeoutMs).timeoutMs)}`]
      return `- ${[...name, linkTo(functionOf(handler), context), ...timeout, ...(uncalled === null ? [] : ['never called'])].join(' · ')}`
    }),
  )
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

function functionOf(handler: HandlerSite): Site {
  return handler.function ?? handler
}

function linkTo(site: Site, { link }: HoverContext): string {
  return `[${code(place(site))}](${link(site)})`
}

function list(rows: readonly string[]): string {
  const others = rows.length - MOST_ROWS
  return ['', ...rows.slice(0, MOST_ROWS), ...(others > 0 ? [`- and ${others} more`] : [])].join('\n')
}

function paragraphs(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n')
}
