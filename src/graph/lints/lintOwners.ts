import type { EventGraph, Lint, UnresolvedSite } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { isWithin } from './finding'
import { compareSites } from '../syntax/siteOf'

/** Whom each lint of a graph is about. */
export interface LintOwners {
  /** The lints of the calls that name an event. */
  ofEvent(name: string): readonly Lint[]
  /** The lints of a call whose name the text does not fix. */
  ofSite(site: UnresolvedSite): readonly Lint[]
  /** Those of neither: such as of a task. */
  readonly others: readonly Lint[]
}

const owners = new WeakMap<EventGraph, LintOwners>()

/** A lint belongs to the event that it is about, else to the innermost call that its text stands in, or whose name, delay or timeout it is. Made once for each graph. */
export function lintOwners(graph: EventGraph): LintOwners {
  const known = owners.get(graph) ?? findOwners(graph)
  owners.set(graph, known)
  return known
}

function findOwners({ events, unresolved, lints }: EventGraph): LintOwners {
  const sorted = [...lints].sort(compareSites)
  const files = new Map<string, { readonly lints: Lint[]; readonly claims: Claim[] }>()
  for (const lint of sorted) {
    const known = files.get(lint.file)
    if (known === undefined) files.set(lint.file, { lints: [lint], claims: [] })
    else known.lints.push(lint)
  }
  const put = (span: Span | null, owner: Owner): void => {
    const file = span === null ? undefined : files.get(span.file)
    // Most code has no lint in it.
    if (file !== undefined && startsWithin(file.lints, span!)) file.claims.push({ span: span!, owner })
  }
  if (lints.length > 0) {
    for (const { name, publishers, handlers } of events) {
      for (const site of publishers) for (const span of [site, site.afterAt, site.name, ...(site.name.literals ?? [])]) put(span, name)
      for (const site of handlers) for (const span of [site, site.timeoutAt, site.name, ...(site.name.literals ?? [])]) put(span, name)
    }
    for (const site of unresolved) for (const span of [site, site.name]) put(span, site)
  }

  const owned = new Map<Owner, Lint[]>()
  const others: Lint[] = []
  const own = (lint: Lint, owner: Owner): void => {
    const known = owned.get(owner)
    if (known === undefined) owned.set(owner, [lint])
    else known.push(lint)
  }
  const innermost = new Map([...files].map(([file, { claims }]) => [file, innermostOf(placesOf(claims))]))
  for (const lint of sorted) {
    const place = innermost.get(lint.file)?.(lint)
    if (lint.event !== undefined) own(lint, lint.event)
    else if (place === undefined) others.push(lint)
    else for (const owner of aboutOf(lint, place)) own(lint, owner)
  }
  return { ofEvent: (name) => owned.get(name) ?? [], ofSite: (site) => owned.get(site) ?? [], others }
}

/** Callers may give one call the names of events, and others that cannot be told: then that is told of the call, not of these events. */
function aboutOf({ code }: Lint, { owners }: Place): Iterable<Owner> {
  const unresolved = code === 'name-not-static' ? [...owners].filter((owner) => typeof owner !== 'string') : []
  return unresolved.length > 0 ? unresolved : owners
}

/** Whether any of the lints of a file, which are in order, starts in a span. */
function startsWithin(lints: readonly Lint[], span: Span): boolean {
  let [from, to] = [0, lints.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compareSites(lints[middle]!, span) < 0) from = middle + 1
    else to = middle
  }
  const first = lints[from]
  return first !== undefined && !endsBefore(span, first)
}

type Owner = string | UnresolvedSite

/** A piece of code, and whom it is about: thousands of events may share the one call of a wrapper. */
interface Place {
  readonly span: Span
  readonly owners: Set<Owner>
}

/** That a piece of code is about somebody. */
interface Claim {
  readonly span: Span
  readonly owner: Owner
}

/** The places of a file from its top to its bottom, those around others before them. */
function placesOf(claims: readonly Claim[]): Place[] {
  const order = (a: Span, b: Span): number => a.line - b.line || a.column - b.column || b.endLine - a.endLine || b.endColumn - a.endColumn
  const places: Place[] = []
  for (const { span, owner } of [...claims].sort((a, b) => order(a.span, b.span))) {
    const last = places.at(-1)
    if (last !== undefined && order(last.span, span) === 0) last.owners.add(owner)
    else places.push({ span, owners: new Set([owner]) })
  }
  return places
}

/** Finds the innermost place around spans of the file, which are asked for from its top to its bottom: pieces of code nest, so each is opened and closed once. */
function innermostOf(byStart: readonly Place[]): (at: Span) => Place | undefined {
  const open: Place[] = []
  let next = 0
  const close = (at: Site): void => {
    while (open.length > 0 && endsBefore(open.at(-1)!.span, at)) open.pop()
  }
  return (at) => {
    for (; next < byStart.length && compareSites(byStart[next]!.span, at) <= 0; next++) {
      close(byStart[next]!.span)
      open.push(byStart[next]!)
    }
    close(at)
    return open.findLast(({ span }) => isWithin(at, span))
  }
}

function endsBefore({ endLine, endColumn }: Span, { line, column }: Site): boolean {
  return endLine < line || (endLine === line && endColumn < column)
}

/** How many lints there are of each severity, worst first: `1 error, 2 warnings`; null without any. */
export function tellLints(lints: readonly Lint[]): string | null {
  const told = severities.flatMap((severity) => {
    const { length } = lints.filter((lint) => lint.severity === severity)
    return length === 0 ? [] : [`${length} ${severity === 'information' ? 'info' : severity}${length > 1 ? 's' : ''}`]
  })
  return told.join(', ') || null
}

/** Worst first. */
export const severities = ['error', 'warning', 'information'] as const satisfies readonly Lint['severity'][]

export function worstSeverity(lints: readonly Lint[]): Lint['severity'] | null {
  return severities.find((severity) => lints.some((lint) => lint.severity === severity)) ?? null
}
