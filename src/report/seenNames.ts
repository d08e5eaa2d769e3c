import { distinctBy } from '../model/distinctBy'
import { getOrMake } from '../model/getOrMake'
import { onceFor } from '../model/onceFor'
import { exactPlace } from '../words/place'
import type { EventGraph, UnresolvedSite } from '../model/graph'
import type { Site, Span } from '../model/site'
import type { Trace } from '../model/trace'

/** An event that runs met and the code does not name. */
export interface SeenEvent {
  readonly name: string
  /** The calls that published it, as far as runs know them. */
  readonly publishers: readonly Site[]
  /** The calls that registered a handler for it. */
  readonly handlers: readonly Site[]
}

/** What runs add to the graph. */
export interface SeenNames {
  /** In the order of their names. */
  readonly events: readonly SeenEvent[]
  /** The names that a call had whose name the text does not fix, in order. */
  of(site: UnresolvedSite): readonly string[]
}

/** Reads out of runs the names that the text of the code does not tell. */
export function seenNames(graph: EventGraph, traces: readonly Trace[]): SeenNames {
  const known = new Set(graph.events.map(({ name }) => name))
  const unknown = new Map<string, { publishers: Site[]; handlers: Site[] }>()
  const named = new Map<string, Set<string>>()

  function take(kind: UnresolvedSite['kind'], name: string, site: Site | null): void {
    // A publish that was rejected may have had no name.
    if (name === '') return
    if (!known.has(name)) {
      const event = getOrMake(unknown, name, () => ({ publishers: [], handlers: [] }))
      const sites = kind === 'publish' ? event.publishers : event.handlers
      if (site !== null && !sites.some((other) => exactPlace(other) === exactPlace(site))) sites.push(site)
    }
    if (site === null) return
    const call = innermost(graph.unresolved.filter((each) => each.kind === kind && holds(each, site)))
    if (call !== null) getOrMake(named, keyOf(call), () => new Set<string>()).add(name)
  }

  for (const trace of traces) for (const { kind, name, site } of callsOf(trace)) take(kind, name, site)
  return {
    events: [...unknown].map(([name, sites]) => ({ name, ...sites })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    of: (site) => [...(named.get(keyOf(site)) ?? [])].sort(),
  }
}

/** A name that a call had in a run. */
interface SeenCall {
  readonly kind: UnresolvedSite['kind']
  readonly name: string
  readonly site: Site | null
}

/** Each once, however often it was called; worked out once for each run, since the graph is read after each keystroke. */
const callsOf = onceFor(({ tallies, handlers }: Trace): readonly SeenCall[] => {
  const calls = [
    ...tallies.map(({ source, name, site }) => ({ kind: 'publish' as const, source, name, site })),
    ...handlers.map(({ source, event, site }) => ({ kind: 'on' as const, source, name: event, site })),
  ]
  return distinctBy(
    calls.filter(({ source }) => source === 'event'),
    ({ kind, name, site }) => `${kind} ${site === null ? '' : exactPlace(site)} ${name}`,
  )
})

function innermost<S extends Site>(calls: readonly S[]): S | null {
  return calls.reduce<S | null>((best, call) => (best === null || isBefore(best, call) ? call : best), null)
}

/** A call may have patterns of several names: they share its place. */
function keyOf(site: UnresolvedSite): string {
  return `${site.kind} ${exactPlace(site)}`
}

function holds(span: Span, site: Site): boolean {
  const end = { ...span, line: span.endLine, column: span.endColumn }
  return span.file === site.file && !isBefore(site, span) && isBefore(site, end)
}

function isBefore(a: Site, b: Site): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column)
}
