import type { CallName, Cycle, EventNode, HandlerSite, Publisher, TaskRun, Trigger, UnresolvedSite } from '../model/graph'
import { createCycles } from './createCycles'
import { fitsPattern } from './fitsPattern'
import type { CallFacts } from './lints/callFacts'
import type { CallSites, Sites } from './readSites'
import { compareSites, compareText } from './siteOf'
import { tellTriggers } from './tellTriggers'

/** The sites under the events that they name. */
export interface Assembled {
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  readonly taskRuns: readonly TaskRun[]
  readonly cycles: readonly Cycle[]
  /** For lints. */
  readonly calls: readonly CallFacts[]
}

type OnSite = Omit<HandlerSite, 'order'>
type OpenSite = Omit<UnresolvedSite, 'matches'>

interface Parts {
  readonly publishers: readonly Publisher[]
  readonly handlers: readonly OnSite[]
}

/** Sorts the sites of calls under the events that they name. What is as it was the time before is the same object. */
export function createAssembly(): (sites: Sites) => Assembled {
  const findCycles = createCycles()
  let namesBefore: readonly string[] = []
  let eventsBefore: ReadonlyMap<string, { readonly parts: Parts; readonly event: EventNode }> = new Map()
  let unresolvedBefore: ReadonlyMap<string, { readonly parts: readonly OpenSite[]; readonly site: UnresolvedSite }> = new Map()

  return ({ ons, publishes, taskRuns, taskCalls }) => {
    const publishers = byEvent(publishes)
    const handlers = byEvent(ons)
    const names = new Set([...handlers.keys(), ...publishers.keys()])
    if (names.size !== namesBefore.length || !namesBefore.every((name) => names.has(name))) namesBefore = [...names].sort(compareText)
    const named = new Map(
      namesBefore.map((name) => {
        const parts = { publishers: publishers.get(name) ?? [], handlers: handlers.get(name) ?? [] }
        const known = eventsBefore.get(name)
        return [name, known !== undefined && isSame(known.parts, parts) ? known : { parts, event: eventOf(name, parts) }]
      }),
    )
    eventsBefore = named
    const events = [...named.values()].map(({ event }) => event)
    const matching = createMatching(events)
    const calls: CallFacts[] = []
    const open = new Map<string, OpenSite[]>()
    for (const of of [ons, publishes]) {
      for (const call of of) {
        calls.push(...call.facts)
        for (const site of call.unresolved) {
          const key = keyOf(site)
          const known = open.get(key)
          if (known === undefined) open.set(key, [site])
          else known.push(site)
        }
      }
    }
    const unresolved = new Map(
      [...open].map(([key, parts]) => {
        const matches = matching(parts[0]!)
        const known = unresolvedBefore.get(key)
        if (known !== undefined && isEqual(known.parts, parts) && isEqual(known.site.matches, matches)) return [key, known]
        return [key, { parts, site: { ...parts[0]!, triggers: mergedTriggers(parts), matches } }]
      }),
    )
    unresolvedBefore = unresolved
    return {
      events,
      unresolved: [...unresolved.values()].map(({ site }) => site).sort(compareUnresolved),
      taskRuns: [...taskRuns].sort(compareSites),
      cycles: findCycles(events, taskRuns),
      calls: [...calls, ...taskCalls],
    }
  }
}

function byEvent<T>(calls: readonly CallSites<T>[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const { sites } of calls) {
    for (const [event, site] of sites) {
      const known = found.get(event)
      if (known === undefined) found.set(event, [site])
      else known.push(site)
    }
  }
  return found
}

function isSame(a: Parts, b: Parts): boolean {
  return isEqual(a.publishers, b.publishers) && isEqual(a.handlers, b.handlers)
}

function isEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

function eventOf(name: string, { publishers, handlers }: Parts): EventNode {
  return {
    name,
    publishers: merged(publishers).sort(compareSites),
    handlers: merged(handlers)
      .sort(compareSites)
      .map(({ file, line, column, ...rest }, index) => ({ file, line, column, order: index + 1, ...rest })),
  }
}

/** Tells the known events that a pattern may stand for: those with a site of the other kind. */
function createMatching(events: readonly EventNode[]): (site: Pick<UnresolvedSite, 'kind' | 'pattern'>) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return ({ kind, pattern }) => {
    if (pattern === null) return []
    const key = `${kind} ${pattern}`
    const found =
      known.get(key) ??
      events
        .filter(({ name, publishers, handlers }) => (kind === 'publish' ? handlers : publishers).length > 0 && fitsPattern(name, pattern))
        .map(({ name }) => name)
    known.set(key, found)
    return found
  }
}

/** A call that several callers lead to counts once, unless they make it differ in more than who calls and the text that spells the name. */
function merged<T extends { readonly name: CallName; readonly triggers?: readonly Trigger[] }>(sites: readonly T[]): T[] {
  if (sites.length < 2) return [...sites]
  const found = new Map<string, T>()
  for (const site of sites) {
    const key = JSON.stringify({ ...site, name: null, triggers: null, in: null })
    const known = found.get(key)
    if (known === undefined) {
      found.set(key, site)
      continue
    }
    const literals =
      known.name.literals === null || site.name.literals === null ? null : distinct([...known.name.literals, ...site.name.literals])
    const triggers = mergedTriggers([known, site])
    found.set(key, { ...known, name: { ...known.name, literals }, ...(known.triggers && { triggers, in: tellTriggers(triggers) }) })
  }
  return [...found.values()]
}

/** What runs any of some calls, each by the shortest way. */
function mergedTriggers(sites: readonly { readonly triggers?: readonly Trigger[] }[]): readonly Trigger[] {
  const found = new Map<string, Trigger>()
  for (const one of sites.flatMap(({ triggers = [] }) => triggers)) {
    const key = `${one.kind} ${one.name} ${one.file} ${one.line} ${one.column}`
    const known = found.get(key)
    if (known === undefined || one.path.length < known.path.length) found.set(key, one)
  }
  return [...found.values()]
}

/** The same for a call and what is not told of its name, whoever comes to it. */
function keyOf({ kind, file, line, column, pattern, name }: OpenSite): string {
  return `${kind} ${file} ${line} ${column} ${name.file} ${name.line} ${name.column} ${pattern ?? ''}`
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function compareUnresolved(a: UnresolvedSite, b: UnresolvedSite): number {
  return compareSites(a, b) || compareText(a.pattern ?? '', b.pattern ?? '')
}
