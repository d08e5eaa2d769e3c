import type { EventGraph, Lint, UnresolvedSite } from '../model/graph'
import type { Span } from '../model/site'
import { isWithin } from './lints/finding'

/** Whom each lint of a graph is about. */
export interface LintOwners {
  /** The lints of the calls that name an event. */
  ofEvent(name: string): readonly Lint[]
  /** The lints of a call whose name the text does not fix. */
  ofSite(site: UnresolvedSite): readonly Lint[]
  /** Those of neither: such as of a task. */
  readonly others: readonly Lint[]
}

/** A lint belongs to the innermost call that its text stands in, or whose name, delay or timeout it is. */
export function lintOwners({ events, unresolved, lints }: EventGraph): LintOwners {
  const places = new Map<string, { readonly span: Span; readonly owner: string | UnresolvedSite }[]>()
  const put = (span: Span | null, owner: string | UnresolvedSite): void => {
    if (span === null) return
    const inFile = places.get(span.file)
    if (inFile === undefined) places.set(span.file, [{ span, owner }])
    else inFile.push({ span, owner })
  }
  if (lints.length > 0) {
    for (const { name, publishers, handlers } of events) {
      for (const site of publishers) for (const span of [site, site.afterAt, site.name, ...(site.name.literals ?? [])]) put(span, name)
      for (const site of handlers) for (const span of [site, site.timeoutAt, site.name, ...(site.name.literals ?? [])]) put(span, name)
    }
    for (const site of unresolved) for (const span of [site, site.name]) put(span, site)
  }

  const owned = new Map<string | UnresolvedSite, Lint[]>()
  const others: Lint[] = []
  for (const lint of lints) {
    const around = (places.get(lint.file) ?? []).filter(({ span }) => isWithin(lint, span))
    const innermost = around.filter(({ span }) => around.every((other) => isWithin(span, other.span)))
    for (const owner of new Set(innermost.map((place) => place.owner))) owned.set(owner, [...(owned.get(owner) ?? []), lint])
    if (innermost.length === 0) others.push(lint)
  }
  return { ofEvent: (name) => owned.get(name) ?? [], ofSite: (site) => owned.get(site) ?? [], others }
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
