import { formatDuration } from '../../contract/duration'
import type { EventGraph, EventNode, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import type { Json } from '../../model/json'
import type { Site } from '../../model/site'
import { bodySample } from '../bodySample'
import { indexOf, type EventCall } from './eventIndex'
import { count } from './count'
import type { Shift } from './shiftSpan'

/** A lens above a call of `publish` or `on`, or above a handler's function. */
export interface Lens {
  readonly kind: 'publish' | 'on'
  readonly site: Site
  readonly title: string
  /** What a click simulates; null where the text does not fix which event it is. */
  readonly offer: { readonly event: string; readonly afterMs: number | null; readonly bodySample: Json } | null
}

/** Names that a lens lists before it counts the rest. */
const MOST_NAMES = 3

/** The lenses of one file, which is named as in the graph. A call that may mean several events has one for each, with its name. */
export function lensesOf(graph: EventGraph, file: string, shift: Shift): Lens[] {
  const { publishes, ons, functions } = indexOf(graph).inFile(file)
  const at = <S>(call: EventCall<S>, lensesAt: (call: EventCall<S>, site: Site) => Lens[]): Lens[] => {
    const site = shift.exact(call.name) && shift.around(call)
    return site === null ? [] : lensesAt(call, site)
  }
  return [
    ...publishes.flatMap((call) => at(call, (publish, site) => publishLenses(graph, publish, site))),
    ...ons.flatMap((call) => at(call, (on, site) => onLenses(graph, on, site))),
    ...functions.flatMap(({ event, ...declared }) => {
      const site = shift.around({ ...declared, endLine: declared.line, endColumn: declared.column })
      return site === null ? [] : [{ kind: 'on' as const, site, title: `Simulate · handler of ${event.name}`, offer: offerOf(event) }]
    }),
  ]
}

function publishLenses(graph: EventGraph, { meanings, unresolved }: EventCall<Publisher>, site: Site): Lens[] {
  const isAmbiguous = meanings.length + unresolved.length > 1
  const known = meanings.map(({ event, site: publisher }): Lens => {
    const words = [`Simulate publish${isAmbiguous ? ` ${event.name}` : ''}`, tellHandlers(graph, event), ...tellDelay(publisher)]
    const offer = { event: event.name, afterMs: publisher.afterMs, bodySample: publisher.bodySample ?? bodySample(event) }
    return { kind: 'publish', site, title: words.join(' · '), offer }
  })
  return [...known, ...unresolved.flatMap((one) => patternLens(one, site))]
}

function onLenses(graph: EventGraph, { meanings, unresolved }: EventCall<HandlerSite>, site: Site): Lens[] {
  const isAmbiguous = meanings.length + unresolved.length > 1
  const known = meanings.map(({ event }): Lens => {
    const words = [`Simulate${isAmbiguous ? ` ${event.name}` : ''}`, tellPublishers(graph, event), ...tellOthers(event)]
    return { kind: 'on', site, title: words.join(' · '), offer: offerOf(event) }
  })
  return [...known, ...unresolved.flatMap((one) => patternLens(one, site))]
}

function offerOf(event: EventNode): Lens['offer'] {
  return { event: event.name, afterMs: null, bodySample: bodySample(event) }
}

/** What a name of which parts are known may mean. */
function patternLens({ kind, pattern, matches }: UnresolvedSite, site: Site): Lens[] {
  if (pattern === null) return []
  const others = matches.length - MOST_NAMES
  const names = [...matches.slice(0, MOST_NAMES), ...(others > 0 ? [`${others} more`] : [])].join(', ')
  const none = kind === 'publish' ? 'no known handler fits' : 'no known publish fits'
  return [{ kind, site, title: `${pattern} · ${names === '' ? none : `may be ${names}`}`, offer: null }]
}

function tellHandlers(graph: EventGraph, { name, handlers }: EventNode): string {
  const index = indexOf(graph)
  const maybe = index.possible('on', name).length
  if (handlers.length + maybe === 0) return index.isOpen('on') ? 'no handler found' : 'no handler: ignored'
  return tellCount(handlers.length, maybe, 'handler')
}

function tellPublishers(graph: EventGraph, { name, publishers }: EventNode): string {
  const index = indexOf(graph)
  const maybe = index.possible('publish', name).length
  if (publishers.length + maybe === 0) return index.isOpen('publish') ? 'no publisher found' : 'no publisher'
  return tellCount(publishers.length, maybe, 'publisher')
}

function tellCount(known: number, possible: number, noun: string): string {
  if (possible === 0) return count(known, noun)
  return known === 0 ? count(possible, `possible ${noun}`) : `${count(known, noun)}, ${possible} possible`
}

function tellDelay({ after, afterMs }: Publisher): string[] {
  if (afterMs !== null) return [`+${formatDuration(afterMs)}`]
  return after === null ? [] : ['later']
}

/** Handlers of one event share its retries: when one fails, all run again. */
function tellOthers({ handlers }: EventNode): string[] {
  return handlers.length < 2 ? [] : [`retried with ${count(handlers.length - 1, 'other handler')}`]
}
