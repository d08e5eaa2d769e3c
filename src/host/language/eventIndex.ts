import type { EventGraph, EventNode, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import type { Site, Span } from '../../model/site'

/** A call of `publish` or `on`, with all that it may mean; its span is the whole call. */
export interface EventCall<S> extends Span {
  /** The argument that names the event. */
  readonly name: Span
  readonly meanings: readonly Meaning<S>[]
  readonly unresolved: readonly UnresolvedSite[]
}

/** A call as one event knows it. */
export interface Meaning<S> {
  readonly event: EventNode
  readonly site: S
}

/** A string literal that spells the name of an event, quotes included. */
export interface NameLiteral extends Span {
  readonly event: EventNode
}

/** The function of a handler that is declared apart from its `on`. */
export interface HandlerFunction extends Site, Meaning<HandlerSite> {}

/** What one file holds. */
export interface FileIndex {
  readonly publishes: readonly EventCall<Publisher>[]
  readonly ons: readonly EventCall<HandlerSite>[]
  readonly literals: readonly NameLiteral[]
  readonly functions: readonly HandlerFunction[]
}

export interface EventIndex {
  event(name: string): EventNode | undefined
  inFile(file: string): FileIndex
  /** The calls whose name the text does not fix, but whose pattern fits this event. */
  possible(kind: UnresolvedSite['kind'], event: string): readonly UnresolvedSite[]
  /** Whether there is a call of which nothing is known: it may mean any event. */
  isOpen(kind: UnresolvedSite['kind']): boolean
}

const indexes = new WeakMap<EventGraph, EventIndex>()

/** The graph by name and by file. Made once for each graph, so that a provider that asks pays for a look-up. */
export function indexOf(graph: EventGraph): EventIndex {
  const index = indexes.get(graph) ?? buildIndex(graph)
  indexes.set(graph, index)
  return index
}

/** A file by the spans of what it holds. */
interface Building {
  readonly publishes: Map<string, GrowingCall<Publisher>>
  readonly ons: Map<string, GrowingCall<HandlerSite>>
  readonly literals: Map<string, NameLiteral>
  readonly functions: HandlerFunction[]
}

interface GrowingCall<S> extends EventCall<S> {
  readonly meanings: Meaning<S>[]
  readonly unresolved: UnresolvedSite[]
}

function buildIndex(graph: EventGraph): EventIndex {
  const files = new Map<string, Building>()
  const inFile = ({ file }: Site): Building => {
    const known = files.get(file) ?? { publishes: new Map(), ons: new Map(), literals: new Map(), functions: [] }
    files.set(file, known)
    return known
  }
  for (const event of graph.events) {
    for (const site of event.publishers) callAt(inFile(site).publishes, site, site.name).meanings.push({ event, site })
    for (const site of event.handlers) {
      callAt(inFile(site).ons, site, site.name).meanings.push({ event, site })
      const { function: declared } = site
      if (declared !== null && !holds(site, declared)) inFile(declared).functions.push({ ...siteOf(declared), event, site })
    }
    for (const literal of literalsOf(event)) inFile(literal).literals.set(spanKey(literal), { ...literal, event })
  }
  const possible = new Map<string, UnresolvedSite[]>()
  for (const site of graph.unresolved) {
    const { publishes, ons } = inFile(site)
    const call = site.kind === 'publish' ? callAt(publishes, site, site.name) : callAt(ons, site, site.name)
    call.unresolved.push(site)
    for (const name of site.matches) possible.set(`${site.kind} ${name}`, [...(possible.get(`${site.kind} ${name}`) ?? []), site])
  }
  const events = new Map(graph.events.map((event) => [event.name, event]))
  const ready = new Map([...files].map(([file, building]) => [file, finished(building)]))
  const none: FileIndex = { publishes: [], ons: [], literals: [], functions: [] }
  return {
    event: (name) => events.get(name),
    inFile: (file) => ready.get(file) ?? none,
    possible: (kind, event) => possible.get(`${kind} ${event}`) ?? [],
    isOpen: (kind) => graph.unresolved.some((site) => site.kind === kind && site.pattern === null),
  }
}

function callAt<S>(calls: Map<string, GrowingCall<S>>, at: Span, name: Span): GrowingCall<S> {
  const key = spanKey(at)
  const call = calls.get(key) ?? { ...onlySpan(at), name: onlySpan(name), meanings: [], unresolved: [] }
  calls.set(key, call)
  return call
}

function finished({ publishes, ons, literals, functions }: Building): FileIndex {
  return { publishes: [...publishes.values()], ons: [...ons.values()], literals: [...literals.values()], functions }
}

/** The literals that spell the name of an event, each once. */
export function literalsOf({ publishers, handlers }: EventNode): Span[] {
  const literals = [...publishers, ...handlers].flatMap(({ name }) => name.literals ?? [])
  return [...new Map(literals.map((literal) => [spanKey(literal), onlySpan(literal)])).values()]
}

/** Whether a place lies in a span, its end included: a cursor behind the last letter is still on it. */
export function holds(span: Span, { file, line, column }: Site): boolean {
  const isAfterStart = line > span.line || (line === span.line && column >= span.column)
  return file === span.file && isAfterStart && (line < span.endLine || (line === span.endLine && column <= span.endColumn))
}

export function spanKey({ file, line, column, endLine, endColumn }: Span): string {
  return `${file}:${line}:${column}-${endLine}:${endColumn}`
}

export function onlySpan({ file, line, column, endLine, endColumn }: Span): Span {
  return { file, line, column, endLine, endColumn }
}

function siteOf({ file, line, column }: Site): Site {
  return { file, line, column }
}
