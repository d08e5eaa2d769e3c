import { knownCall } from '../words/knownCall'
import { onceFor } from '../model/onceFor'
import { onlySpan, spanKey } from '../words/place'
import { append } from '../model/append'
import { getOrMake } from '../model/getOrMake'
import { distinctBy } from '../model/distinctBy'
import type { CallName, EventGraph, EventNode, HandlerSite, Publisher, UnresolvedSite } from '../model/graph'
import type { Site, Span } from '../model/site'

/** A call of `publish` or `on`, or of a function of the app that hands a name on to one; its span is the whole call. */
export interface EventCall<S> extends Span {
  /** The argument that names the event; null where none is the whole name. */
  readonly name: Span | null
  /** What it means. */
  readonly meanings: readonly Meaning<S>[]
  /** What the calls that hand a name on to it make it mean, each of which means that, too. */
  readonly given: readonly Meaning<S>[]
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
  /** Null where there is no such. */
  event(name: string): EventNode | null
  inFile(file: string): FileIndex
  /** The calls whose name the text does not fix, but whose pattern fits this event. */
  possible(kind: UnresolvedSite['kind'], event: string): readonly UnresolvedSite[]
  /** Whether there is a call of which nothing is known: it may mean any event. */
  isOpen(kind: UnresolvedSite['kind']): boolean
}

/** The graph by name and by file. Made once for each graph, so that a provider that asks pays for a look-up. */
export const indexOf = onceFor(buildIndex)

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
  readonly given: Meaning<S>[]
  readonly unresolved: UnresolvedSite[]
}

const none: FileIndex = { publishes: [], ons: [], literals: [], functions: [] }

function buildIndex(graph: EventGraph): EventIndex {
  const possible = new Map<string, UnresolvedSite[]>()
  for (const site of graph.unresolved) {
    for (const name of site.matches) append(possible, `${site.kind} ${name}`, site)
  }
  const events = new Map(graph.events.map((event) => [event.name, event]))
  const open = new Set(graph.unresolved.filter(({ pattern }) => pattern === null).map(({ kind }) => kind))
  // Takes tens of ms for thousands of calls, and a tree does not ask for it.
  let sites: ReadonlyMap<string, FileSites> | null = null
  const files = new Map<string, FileIndex>()
  return {
    event: (name) => events.get(name) ?? null,
    inFile: (file) => {
      sites ??= sitesByFile(graph)
      const held = sites.get(file)
      return held === undefined ? none : getOrMake(files, file, () => fileIndex(file, held))
    },
    possible: (kind, event) => possible.get(`${kind} ${event}`) ?? [],
    isOpen: (kind) => open.has(kind),
  }
}

function sitesByFile({ events, unresolved }: EventGraph): ReadonlyMap<string, FileSites> {
  const sites = new Map<string, FileSites>()
  const create = (): FileSites => ({ publishes: [], ons: [], unresolved: [], literals: new Map(), functions: [] })
  const inFile = (file: string): FileSites => getOrMake(sites, file, create)
  for (const event of events) {
    for (const site of event.publishers) for (const file of filesOf(site)) inFile(file).publishes.push({ event, site })
    for (const site of event.handlers) {
      for (const file of filesOf(site)) inFile(file).ons.push({ event, site })
      const { function: declared } = site
      if (declared !== null && ![site, knownCall(site)].some((call) => holds(call, declared)))
        inFile(declared.file).functions.push({ ...siteOf(declared), event, site })
    }
    for (const literal of literalsOf(event)) inFile(literal.file).literals.set(spanKey(literal), { ...literal, event })
  }
  for (const site of unresolved) inFile(site.file).unresolved.push(site)
  return sites
}

function filesOf(call: Span & { readonly name: CallName }): ReadonlySet<string> {
  return new Set([call.file, knownCall(call).file])
}

function fileIndex(file: string, { publishes, ons, unresolved, literals, functions }: FileSites): FileIndex {
  const calls = { publish: new Map<string, GrowingCall<Publisher>>(), on: new Map<string, GrowingCall<HandlerSite>>() }
  for (const meaning of publishes) addMeaning(calls.publish, file, meaning)
  for (const meaning of ons) addMeaning(calls.on, file, meaning)
  for (const site of unresolved) {
    const call = site.kind === 'publish' ? callAt(calls.publish, site, site.name) : callAt(calls.on, site, site.name)
    call.unresolved.push(site)
  }
  return { publishes: [...calls.publish.values()], ons: [...calls.on.values()], literals: [...literals.values()], functions }
}

/** A call means its event where it is written, or where the name is handed on to it. */
function addMeaning<S extends Publisher | HandlerSite>(calls: Map<string, GrowingCall<S>>, file: string, meaning: Meaning<S>): void {
  const { site } = meaning
  const { givenBy } = site.name
  if (site.file === file) {
    const call = callAt(calls, site, site.name)
    if (givenBy === undefined) call.meanings.push(meaning)
    else call.given.push(meaning)
  }
  if (givenBy?.file === file) callAt(calls, givenBy, givenBy.name).meanings.push(meaning)
}

function callAt<S>(calls: Map<string, GrowingCall<S>>, at: Span, name: Span | null): GrowingCall<S> {
  const create = (): GrowingCall<S> => ({ ...onlySpan(at), name: name && onlySpan(name), meanings: [], given: [], unresolved: [] })
  return getOrMake(calls, spanKey(at), create)
}

/** The literals that spell the name of an event, those in types too, each once. */
export function literalsOf({ publishers, handlers }: EventNode): Span[] {
  const literals = [...publishers, ...handlers].flatMap(({ name }) => [...(name.literals ?? []), ...(name.inTypes ?? [])])
  return distinctBy(literals.map(onlySpan), spanKey)
}

/** Whether a place lies in a span, its end included: a cursor behind the last letter is still on it. */
export function holds(span: Span, { file, line, column }: Site): boolean {
  const isAfterStart = line > span.line || (line === span.line && column >= span.column)
  return file === span.file && isAfterStart && (line < span.endLine || (line === span.endLine && column <= span.endColumn))
}

/** All that a call may mean. */
export function allMeanings<S>({ meanings, given }: EventCall<S>): readonly Meaning<S>[] {
  return given.length === 0 ? meanings : [...meanings, ...given]
}

function siteOf({ file, line, column }: Site): Site {
  return { file, line, column }
}
