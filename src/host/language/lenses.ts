import { knownCall } from '../../words/knownCall'
import { delayLabel } from '../../words/tellDelay'
import { spanKey } from '../../words/place'
import { besideOf, mostTogether } from '../../graph/events/besideOthers'
import { shorten } from '../../words/shorten'
import { distinctBy } from '../../model/distinctBy'
import type { CallName, EventGraph, EventNode, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import type { Contract } from '../../model/scenario'
import type { Site, Span } from '../../model/site'
import { offerOf } from '../run/offerOf'
import type { Offer } from '../run/simulation'
import { indexOf, type EventCall, type Meaning } from '../eventIndex'
import { count } from '../count'
import { shortDelay } from './delays'
import { onceForFile } from './onceForFile'
import type { Shift } from './shiftSpan'

/** A lens above a call of `publish` or `on` or of a function that leads to one, or above a handler's function. */
export interface Lens {
  readonly kind: 'publish' | 'on'
  readonly site: Site
  readonly title: string
  /** What a click simulates; null where the text does not fix which event it is. */
  readonly offer: Offer | null
  /** The calls that name its events, which a click lists. */
  readonly calls?: readonly Span[]
}

/** Lenses of one call before the rest is counted. */
const MOST_LENSES = 5
/** Names that a lens lists before it counts the rest. */
const MOST_NAMES = 3
/** Longer delays are cut. */
const MOST_CHARACTERS = 40

/**
 * The lenses of one file, which is named as in the graph. A call that may mean several events has one for each, with its name; what the calls
 * of a wrapper mean stands there.
 */
export function lensesOf(graph: EventGraph, file: string, shift: Shift, contract: Contract): Lens[] {
  return placedLenses(graph, file, contract).flatMap(({ name, call, lens }) => {
    const site = name !== null && shift.exact(name) === null ? null : shift.around(call)
    return site === null ? [] : [{ ...lens, site }]
  })
}

/** A lens in the text that the graph was read from. */
interface PlacedLens {
  /** What must be as it was; null where it is not known, and for a function, which may have another name by now. */
  readonly name: Span | null
  readonly call: Span
  readonly lens: Omit<Lens, 'site'>
}

const placedLenses = onceForFile(placeLenses)

function placeLenses(graph: EventGraph, file: string, contract: Contract): PlacedLens[] {
  const { publishes, ons, functions } = indexOf(graph).inFile(file)
  return [
    ...publishes.flatMap((call) =>
      callLenses('publish', call, ({ event, site }) => ({
        words: [tellHandlers(graph, event), ...tellArrival(site, contract)],
        offer: offerOf(event, site),
      })),
    ),
    ...ons.flatMap((call) =>
      callLenses('on', call, ({ event, site }) => ({
        words: [tellPublishers(graph, event), ...tellOthers(event, site)],
        offer: offerOf(event),
      })),
    ),
    ...functions.map(({ event, ...declared }): PlacedLens => {
      const lens = { kind: 'on', title: `Simulate · handler of ${event.name}`, offer: offerOf(event) } as const
      return { name: null, call: { ...declared, endLine: declared.line, endColumn: declared.column }, lens }
    }),
  ]
}

/** What a call means, what the calls of a wrapper make of it, and what a name may mean of which parts are known. */
function callLenses<S extends Span & { readonly name: CallName }>(
  kind: Lens['kind'],
  call: EventCall<S>,
  tell: (meaning: Meaning<S>) => { readonly words: readonly string[]; readonly offer: Lens['offer'] },
): PlacedLens[] {
  const { name, meanings, given, unresolved } = call
  const isAmbiguous = new Set(meanings.map(({ event }) => event)).size + unresolved.length > 1
  const simulate = kind === 'publish' ? 'Simulate publish' : 'Simulate'
  const known = meanings.map((meaning) => {
    const { words, offer } = tell(meaning)
    return { kind, title: [isAmbiguous ? `${simulate} ${meaning.event.name}` : simulate, ...words].join(' · '), offer }
  })
  return [...distinct(known), ...givenLens(kind, given), ...unresolved.flatMap(patternLens)].map((lens) => ({ name, call, lens }))
}

/** What the calls of a wrapper make of the call in it, in one lens: each has its own there. */
function givenLens(kind: Lens['kind'], given: readonly Meaning<Span & { readonly name: CallName }>[]): Omit<Lens, 'site'>[] {
  if (given.length === 0) return []
  const calls = distinctBy(
    given.map(({ site }) => knownCall(site)),
    spanKey,
  )
  const names = listNames([...new Set(given.map(({ event }) => event.name))])
  return [{ kind, title: `${kind === 'publish' ? 'publishes' : 'handles'} ${names} · ${count(calls.length, 'call')}`, offer: null, calls }]
}

/** Callers that give one call bodies of several kinds make lenses of one title. Those beyond the first few are counted. */
function distinct(lenses: readonly Omit<Lens, 'site'>[]): Omit<Lens, 'site'>[] {
  const all = lenses.filter(({ title }, index) => lenses.findIndex((lens) => lens.title === title) === index)
  const others = all.length - MOST_LENSES
  return others < 2 ? all : [...all.slice(0, MOST_LENSES), { kind: all[0]!.kind, title: `and ${others} more`, offer: null }]
}

function patternLens({ kind, pattern, matches }: UnresolvedSite): Omit<Lens, 'site'>[] {
  if (pattern === null) return []
  const none = kind === 'publish' ? 'no known handler fits' : 'no known publish fits'
  return [{ kind, title: `${pattern} · ${matches.length === 0 ? none : `may be ${listNames(matches)}`}`, offer: null }]
}

function listNames(names: readonly string[]): string {
  const others = names.length - MOST_NAMES
  return [...names.slice(0, MOST_NAMES), ...(others > 0 ? [`${others} more`] : [])].join(', ')
}

function tellHandlers(graph: EventGraph, { name, handlers }: EventNode): string {
  const index = indexOf(graph)
  const maybe = index.possible('on', name).length
  if (handlers.length + maybe === 0) return index.isOpen('on') ? 'no handler found' : 'no handler: ignored'
  const together = mostTogether(handlers)
  const some = together < handlers.length ? `${together} of ` : ''
  return some + tellCount(handlers.length, maybe, 'handler')
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

/** As the contract reads it, where the text fixes it. */
function tellArrival(publisher: Publisher, contract: Contract): string[] {
  const label = delayLabel(publisher)
  if (label === null) return []
  const delay = shortDelay(publisher, Date.now(), contract)
  if (delay === null) return [shorten(label, MOST_CHARACTERS)]
  return [delay.kind === 'span' && delay.text !== 'now' ? `+${delay.text}` : delay.text]
}

/** Handlers of one event share its retries: when one fails, all run again. */
function tellOthers({ handlers }: EventNode, handler: HandlerSite): string[] {
  const others = besideOf(handler, handlers)
  return others.length === 0 ? [] : [`retried with ${count(others.length, 'other handler')}`]
}
