import type { CallName, EventGraph, EventNode, HandlerSite, Publisher, UnresolvedSite } from '../model/graph'
import type { Site, Span } from '../model/site'

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

/** What a file holds, before it is sorted by call: a workspace has thousands of calls, and an editor asks for one file. */
interface FileSites {
  readonly publishes: Meaning<Publisher>[]
  readonly ons: Meaning<HandlerSite>[]
  readonly unresolved: UnresolvedSite[]
  readonly literals: Map<string, NameLiteral>
  readonly functions: HandlerFunction[]
}

interface GrowingCall<S> extends EventCall<S> {
  readonly meanings: Meaning<S>[]
  readonly unresolved: UnresolvedSite[]
}

const none: FileIndex = { publishes: [], ons: [], literals: [], functions: [] }

function buildIndex(graph: EventGraph): EventIndex {
  const possible = new Map<string, UnresolvedSite[]>()
  for (const site of graph.unresolved) {
    for (const name of site.matches) {
      const key = `${site.kind} ${name}`
      const known = possible.get(key)
      if (known === undefined) possible.set(key, [site])
      else known.push(site)
    }
  }
  const events = new Map(graph.events.map((event) => [event.name, event]))
  const open = new Set(graph.unresolved.filter(({ pattern }) => pattern === null).map(({ kind }) => kind))
  // Takes tens of ms for thousands of calls, and a tree does not ask for it.
  let sites: ReadonlyMap<string, FileSites> | null = null
  const files = new Map<string, FileIndex>()
  return {
    event: (name) => events.get(name),
    inFile: (file) => {
      const known = files.get(file)
      if (known !== undefined) return known
      sites ??= sitesByFile(graph)
      const held = sites.get(file)
      const index = held === undefined ? none : fileIndex(held)
      if (held !== undefined) files.set(file, index)
      return index
    },
    possible: (kind, event) => possible.get(`${kind} ${event}`) ?? [],
    isOpen: (kind) => open.has(kind),
  }
}

function sitesByFile({ events, unresolved }: EventGraph): ReadonlyMap<string, FileSites> {
  const sites = new Map<string, FileSites>()
  const inFile = ({ file }: Site): FileSites => {
    const known = sites.get(file)
    if (known !== undefined) return known
    const made: FileSites = { publishes: [], ons: [], unresolved: [], literals: new Map(), functions: [] }
    sites.set(file, made)
    return made
  }
  for (const event of events) {
    for (const site of event.publishers) inFile(site).publishes.push({ event, site })
    for (const site of event.handlers) {
      inFile(site).ons.push({ event, site })
      const { function: declared } = site
      if (declared !== null && !holds(site, declared)) inFile(declared).functions.push({ ...siteOf(declared), event, site })
    }
    for (const literal of literalsOf(event)) inFile(literal).literals.set(spanKey(literal), { ...literal, event })
  }
  for (const site of unresolved) inFile(site).unresolved.push(site)
  return sites
}

function fileIndex({ publishes, ons, unresolved, literals, functions }: FileSites): FileIndex {
  const calls = { publish: new Map<string, GrowingCall<Publisher>>(), on: new Map<string, GrowingCall<HandlerSite>>() }
  for (const meaning of publishes) callAt(calls.publish, meaning.site, meaning.site.name).meanings.push(meaning)
  for (const meaning of ons) callAt(calls.on, meaning.site, meaning.site.name).meanings.push(meaning)
  for (const site of unresolved) {
    const call = site.kind === 'publish' ? callAt(calls.publish, site, site.name) : callAt(calls.on, site, site.name)
    call.unresolved.push(site)
  }
  return { publishes: [...calls.publish.values()], ons: [...calls.on.values()], literals: [...literals.values()], functions }
}

function callAt<S>(calls: Map<string, GrowingCall<S>>, at: Span, name: Span): GrowingCall<S> {
  const key = spanKey(at)
  const call = calls.get(key) ?? { ...onlySpan(at), name: onlySpan(name), meanings: [], unresolved: [] }
  calls.set(key, call)
  return call
}

/** The literals that spell the name of an event, those in types too, each once. */
export function literalsOf({ publishers, handlers }: EventNode): Span[] {
  const literals = [...publishers, ...handlers].flatMap(({ name }) => [...(name.literals ?? []), ...(name.inTypes ?? [])])
  return [...new Map(literals.map((literal) => [spanKey(literal), onlySpan(literal)])).values()]
}

/** Whether a place lies in a span, its end included: a cursor behind the last letter is still on it. */
export function holds(span: Span, { file, line, column }: Site): boolean {
  const isAfterStart = line > span.line || (line === span.line && column >= span.column)
  return file === span.file && isAfterStart && (line < span.endLine || (line === span.endLine && column <= span.endColumn))
}

/** Where a reader finds a call of `publish` or `on`: of one within a wrapper, where that is called. */
export function knownCall(call: Span & { readonly name: CallName }): Span {
  return onlySpan(call.name.givenBy ?? call)
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
