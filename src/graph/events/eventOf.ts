import { knownCall } from '../../words/knownCall'
import { exactPlace, spanKey } from '../../words/place'
import { append } from '../../model/append'
import { distinctBy } from '../../model/distinctBy'
import type { CallName, EventNode, Publisher, Trigger } from '../../model/graph'
import type { Span } from '../../model/site'
import { compareSites } from '../syntax/siteOf'
import { tellTriggers } from '../triggers/tellTriggers'
import { mostTriggers } from '../triggers/triggers'
import type { FoundHandler } from './readSites'

interface Told {
  readonly name: CallName
  readonly triggers?: readonly Trigger[]
  readonly isRepeated?: boolean
  readonly bodySample?: unknown
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
  for (const site of sites) {
    // Which body is published with which of several names, only a run tells.
    const { bodySample } = isUndecided(site) ? { bodySample: null } : site
    const key = { ...site, name: site.name.givenBy ?? null, triggers: null, in: null, isRepeated: null, bodySample }
    append(found, JSON.stringify(key), site)
  }
  return [...found.values()].map(joined)
}

function joined<T extends Told>(sites: readonly T[]): T {
  const [first] = sites as [T]
  if (sites.length === 1) return first
  const name = mergedName(sites.map((one) => one.name))
  const triggers = mergedTriggers(sites)
  const told = {
    triggers,
    in: tellTriggers(triggers),
    isRepeated: sites.some(({ isRepeated }) => isRepeated === true),
  }
  return { ...first, name, ...(first.triggers && told) }
}

function isUndecided({ triggers = [] }: Told): boolean {
  return triggers.length > 0 && triggers.every((one) => one.isUndecided === true)
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

/** What runs any of some calls, each by the shortest way, of those that are told to come to the event where there are such; of many that may come to it, some. */
export function mergedTriggers(sites: readonly { readonly triggers?: readonly Trigger[] }[]): readonly Trigger[] {
  const found = new Map<string, Trigger>()
  for (const one of sites.flatMap(({ triggers = [] }) => triggers)) {
    const key = `${one.kind} ${one.name} ${exactPlace(one)}`
    const known = found.get(key)
    if (known === undefined || weight(one) < weight(known)) found.set(key, one)
  }
  const isTold = ({ isUndecided = false }: Trigger): boolean => !isUndecided
  const all = [...found.values()]
  return all.length <= mostTriggers ? all : all.filter((one, index) => isTold(one) || index < mostTriggers)
}

function weight({ path, isUndecided = false }: Trigger): number {
  return isUndecided ? Infinity : path.length
}
