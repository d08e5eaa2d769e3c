import { knownCall } from '../../words/knownCall'
import { exactPlace, spanKey } from '../../words/place'
import { distinctBy } from '../../model/distinctBy'
import type { CallName, EventNode, Publisher, Trigger } from '../../model/graph'
import type { Span } from '../../model/site'
import { compareSites } from '../syntax/siteOf'
import { tellTriggers } from '../triggers/tellTriggers'
import type { FoundHandler } from './readSites'

/** An event with the calls that name it, in order. */
export function eventOf(name: string, publishers: readonly Publisher[], handlers: readonly FoundHandler[]): EventNode {
  return {
    name,
    publishers: merged(publishers).sort(compareCalls),
    handlers: merged(handlers)
      .sort(compareCalls)
      .map(({ file, line, column, ...rest }, index) => ({ file, line, column, order: index + 1, ...rest })),
  }
}

/** A call that is led to in several ways counts once for each call that hands it its name, unless these ways make it differ in more than the text that spells the name. */
function merged<T extends { readonly name: CallName; readonly triggers?: readonly Trigger[]; readonly isRepeated?: boolean }>(
  sites: readonly T[],
): T[] {
  if (sites.length < 2) return [...sites]
  const found = new Map<string, T>()
  for (const site of sites) {
    const key = JSON.stringify({ ...site, name: site.name.givenBy ?? null, triggers: null, in: null, isRepeated: null })
    const known = found.get(key)
    if (known === undefined) {
      found.set(key, site)
      continue
    }
    const name = mergedName(known.name, site.name)
    const triggers = mergedTriggers([known, site])
    const told = { triggers, in: tellTriggers(triggers), isRepeated: known.isRepeated === true || site.isRepeated === true }
    found.set(key, { ...known, name, ...(known.triggers && told) })
  }
  return [...found.values()]
}

/** Of those that a wrapper makes, in the order of its calls. */
function compareCalls(a: Publisher | FoundHandler, b: Publisher | FoundHandler): number {
  return compareSites(a, b) || compareSites(knownCall(a), knownCall(b))
}

function mergedName(a: CallName, b: CallName): CallName {
  const joined = (one: readonly Span[] | null = [], other: readonly Span[] | null = []): readonly Span[] | null =>
    one === null || other === null ? null : distinctBy([...one, ...other], spanKey)
  const isTyped = a.inTypes !== undefined || b.inTypes !== undefined
  return { ...a, literals: joined(a.literals, b.literals), ...(isTyped && { inTypes: joined(a.inTypes, b.inTypes) }) }
}

/** What runs any of some calls, each by the shortest way, of those that are told to come to the event where there are such. */
export function mergedTriggers(sites: readonly { readonly triggers?: readonly Trigger[] }[]): readonly Trigger[] {
  const found = new Map<string, Trigger>()
  for (const one of sites.flatMap(({ triggers = [] }) => triggers)) {
    const key = `${one.kind} ${one.name} ${exactPlace(one)}`
    const known = found.get(key)
    if (known === undefined || weight(one) < weight(known)) found.set(key, one)
  }
  return [...found.values()]
}

function weight({ path, isUndecided = false }: Trigger): number {
  return isUndecided ? Infinity : path.length
}
