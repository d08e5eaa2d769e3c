import { formatDuration } from '../../words/duration'
import { knownCall } from '../../words/knownCall'
import { place } from '../../words/place'
import { delayLabel } from '../../words/tellDelay'
import { readTimeout } from '../../contract/timeout'
import { tellTriggers } from '../../graph/triggers/tellTriggers'
import type { EventGraph, EventNode, HandlerSite, Trigger, UnresolvedSite } from '../../model/graph'
import type { Contract } from '../../model/scenario'
import type { Site } from '../../model/site'
import { indexOf } from '../eventIndex'
import { code } from './markdown'

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
/** Of what one row tells several, such as what runs a publish. */
export const MOST_IN_ROW = 3

/** What Ampt runs that comes to a publish, each with the calls on the way. */
export function tellRunBy(triggers: readonly Trigger[], context: HoverContext): string | null {
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

/** What publishes an event, or may. */
export function tellPublishers(event: EventNode, context: HoverContext): string {
  const index = indexOf(context.graph)
  const rows = event.publishers.map((publisher) => {
    const runBy = publisher.triggers.slice(0, MOST_IN_ROW).map(tellTrigger)
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

export function patternRow(site: UnresolvedSite, context: HoverContext): string {
  return `- ${linkTo(site, context)} · maybe, as ${code(site.pattern ?? site.expression)}`
}

export function handlerRows(handlers: readonly HandlerSite[], context: HoverContext): string {
  return list(
    handlers.map((handler) => {
      const { timeoutMs, function: declared, uncalled } = handler
      const name = declared === null || declared.name === null ? [] : [code(declared.name)]
      const timeout = timeoutMs === null ? [] : [`timeout ${formatDuration(readTimeout(timeoutMs).timeoutMs)}`]
      return `- ${[...name, linkTo(functionOf(handler), context), ...timeout, ...(uncalled === null ? [] : ['never called'])].join(' · ')}`
    }),
  )
}

/** Where a handler runs. */
export function functionOf(handler: HandlerSite): Site {
  return handler.function ?? handler
}

export function linkTo(site: Site, { link }: HoverContext): string {
  return `[${code(place(site))}](${link(site)})`
}

export function list(rows: readonly string[]): string {
  const others = rows.length - MOST_ROWS
  return ['', ...rows.slice(0, MOST_ROWS), ...(others > 0 ? [`- and ${others} more`] : [])].join('\n')
}

export function paragraphs(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n')
}
