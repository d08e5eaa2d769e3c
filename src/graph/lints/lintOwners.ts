import type { EventGraph, Lint, UnresolvedSite } from '../../model/graph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import type { Span } from '../../model/site'
import { placeBehind } from '../journal/inOrder'
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

/** A lint belongs to the event that it is about, else to the innermost call that its text stands in, or whose name, delay or timeout it is. Made once for each graph. */
export const lintOwners = onceFor(findOwners)

function findOwners({ events, unresolved, lints }: EventGraph): LintOwners {
  const sorted = [...lints].sort(compareSites)
  const claims = claimsIn({ events, unresolved, lints: sorted })
  const owned = new Map<Owner, Lint[]>()
  const others: Lint[] = []
  for (const lint of sorted) {
    const owners = lint.event === undefined ? ownersOf(lint, claims.get(lint.file)!) : [lint.event]
    if (owners.length === 0) others.push(lint)
    for (const owner of owners) append(owned, owner, lint)
  }
  return { ofEvent: (name) => owned.get(name) ?? [], ofSite: (site) => owned.get(site) ?? [], others }
}

type Owner = string | UnresolvedSite

/** That a piece of code is about somebody. */
interface Claim {
  readonly span: Span
  readonly owner: Owner
}

/** What the code in files with lints is about, from their tops to their bottoms, what is around others before them. */
function claimsIn({
  events,
  unresolved,
  lints,
}: Pick<EventGraph, 'events' | 'unresolved' | 'lints'>): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>(lints.map(({ file }) => [file, []]))
  const claim = (owner: Owner, ...spans: readonly (Span | null)[]): void => {
    for (const span of spans) if (span !== null) claims.get(span.file)?.push({ span, owner })
  }
  for (const { name, publishers, handlers } of events) {
    for (const site of publishers) claim(name, site, site.afterAt, site.name, ...(site.name.literals ?? []))
    for (const site of handlers) claim(name, site, site.timeoutAt, site.name, ...(site.name.literals ?? []))
  }
  for (const site of unresolved) claim(site, site, site.name)
  for (const ofFile of claims.values()) ofFile.sort((a, b) => compareSpans(a.span, b.span))
  return claims
}

/** Those whom the innermost piece of code around a lint is about. Callers may give one call the names of events, and others that cannot be told: then that is told of the call, not of these events. */
function ownersOf(lint: Lint, claims: readonly Claim[]): readonly Owner[] {
  let last = placeBehind<Pick<Claim, 'span'>>(claims, { span: lint }, (a, b) => compareSites(a.span, b.span)) - 1
  while (last >= 0 && !isWithin(lint, claims[last]!.span)) last--
  if (last < 0) return []
  let first = last
  while (first > 0 && compareSpans(claims[first - 1]!.span, claims[last]!.span) === 0) first--
  const owners = [...new Set(claims.slice(first, last + 1).map(({ owner }) => owner))]
  const unresolved = lint.code === 'name-not-static' ? owners.filter((owner) => typeof owner !== 'string') : []
  return unresolved.length > 0 ? unresolved : owners
}

function compareSpans(a: Span, b: Span): number {
  return a.line - b.line || a.column - b.column || b.endLine - a.endLine || b.endColumn - a.endColumn
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
