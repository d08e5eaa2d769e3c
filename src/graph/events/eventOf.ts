import { knownCall } from '../../words/knownCall'
import { exactPlace, spanKey } from '../../words/place'
import { append } from '../../model/append'
import { distinctBy } from '../../model/distinctBy'
import type { CallName, EventNode, Publisher, Trigger } from '../../model/graph'
import type { Span } from '../../model/site'
import { compareSites } from '../syntax/siteOf'
import { tellTriggers } from '../triggers/tellTriggers'
import type { FoundHandler } from './readSites'

interface Told {
  readonly name: CallName
  readonly triggers?: readonly Trigger[]
  readonly isRepeated?: boolean
}

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
function merged<T extends Told>(sites: readonly T[]): T[] {
  const found = new Map<string, T[]>()
  for (const site of sites)
    append(found, JSON.stringify({ ...site, name: site.name.givenBy ?? null, triggers: null, in: null, isRepeated: null }), site)
  return [...found.values()].map(joined)
}

function joined<T extends Told>(sites: readonly T[]): T {
  const [first] = sites as [T]
  if (sites.length === 1) return first
  const name = mergedName(sites.map((one) => one.name))
  const triggers = mergedTriggers(sites)
  const told = { triggers, in: tellTriggers(triggers), isRepeated: sites.some(({ isRepeated }) => isRepeated === true) }
  return { ...first, name, ...(first.triggers && told) }
}

/** Of those that a wrapper makes, in the order of its calls. */
function compareCalls(a: Publisher | FoundHandler, b: Publisher | FoundHandler): number {
  return compareSites(a, b) || compareSites(knownCall(a), knownCall(b))
}

function mergedName(names: readonly CallName[]): CallName {
  const joined = (all: readonly (readonly Span[] | null | undefined)[]): readonly Span[] | null =>
    all.includes(null)
      ? null
      : distinctBy(
          all.flatMap((one) => one ?? []),
          spanKey,
        )
  const inTypes = names.map((one) => one.inTypes)
  const isTyped = inTypes.some((one) => one !== undefined)
  return { ...names[0]!, literals: joined(names.map(({ literals }) => literals)), ...(isTyped && { inTypes: joined(inTypes) }) }
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
