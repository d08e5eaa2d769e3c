import { exactPlace } from '../../words/place'
import { append } from '../../model/append'
import type { Cycle, EventNode, Publisher, TaskRun, UnresolvedSite } from '../../model/graph'
import { isSameList } from '../../model/isSameList'
import { createCycles } from './createCycles'
import { eventOf, mergedTriggers } from './eventOf'
import type { CallFacts } from '../facts/callFacts'
import type { LooseSite } from './readLoose'
import type { CallSites, FoundHandler, Sites } from './readSites'
import { inOrder } from '../journal/inOrder'
import { listChanges } from '../journal/listChanges'
import { createMatching } from './matchingEvents'
import { compareSites, compareText } from '../syntax/siteOf'

/** The sites under the events that they name. */
export interface Assembled {
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  readonly taskRuns: readonly TaskRun[]
  readonly cycles: readonly Cycle[]
  /** Calls that may be ones that the graph has not, on something that is not understood. */
  readonly loose: readonly LooseSite[]
  /** For lints, by file. */
  readonly calls: ReadonlyMap<string, readonly (readonly CallFacts[])[]>
}

type OpenSite = Omit<UnresolvedSite, 'matches'>

/** What names one event, by file. */
interface Parts {
  readonly publishers: Map<string, readonly Publisher[]>
  readonly handlers: Map<string, readonly FoundHandler[]>
}

/** Sorts the sites of calls under the events that they name: anew for events that files with other calls name, or named. What is as it was the time before is the same object. */
export function createAssembly(): (sites: Sites) => Assembled {
  const findCycles = createCycles()
  const parts = new Map<string, Parts>()
  const named = new Map<string, EventNode>()
  const matching = createMatching(named)
  const none = new Map<string, never>()
  let before: Omit<Sites, 'ignores' | 'loose'> = { ons: none, publishes: none, taskRuns: none, tasks: none }
  let events: readonly EventNode[] = []
  /** What is not told of names, by place. */
  const open = new Map<string, { readonly parts: readonly OpenSite[]; readonly site: UnresolvedSite }>()
  let unresolved: readonly UnresolvedSite[] = []
  const ofLoose = new WeakMap<LooseSite, UnresolvedSite>()
  let taskRuns: readonly TaskRun[] = []
  const calls = new Map<string, readonly (readonly CallFacts[])[]>()

  function partsOf(event: string): Parts {
    const found = parts.get(event) ?? { publishers: new Map(), handlers: new Map() }
    parts.set(event, found)
    return found
  }

  function assembleEvents(ons: readonly Other<CallSites<FoundHandler>>[], publishes: readonly Other<CallSites<Publisher>>[]): void {
    const touched = new Set<string>()
    for (const one of ons) for (const [event, sites] of othersOf(one, touched)) put(partsOf(event).handlers, one.file, sites)
    for (const one of publishes) for (const [event, sites] of othersOf(one, touched)) put(partsOf(event).publishers, one.file, sites)
    const gone: EventNode[] = []
    const come: EventNode[] = []
    for (const name of touched) {
      const { publishers, handlers } = partsOf(name)
      const before = named.get(name)
      const event =
        publishers.size + handlers.size === 0 ? null : eventOf(name, [...publishers.values()].flat(), [...handlers.values()].flat())
      matching.change(before, event ?? undefined)
      if (before !== undefined) gone.push(before)
      if (event !== null) {
        named.set(name, event)
        come.push(event)
      } else [named, parts].forEach((table) => table.delete(name))
    }
    events = inOrder(events, gone, come, (a, b) => compareText(a.name, b.name))
  }

  function assembleUnresolved(others: readonly Other<CallSites<unknown>>[]): void {
    const [gone, come] = [new Set<UnresolvedSite>(), new Set<UnresolvedSite>()]
    for (const { was, is } of others) {
      const [before, now] = [byPlace(was), byPlace(is)]
      for (const key of before.keys()) if (!now.has(key)) remove(key)
      for (const [key, parts] of now) if (!isSameList(open.get(key)?.parts ?? [], parts)) setOpen(key, parts)
    }
    // Of those that are the same, what matches may be another.
    for (const [key, { parts, site }] of open) if (matching.of(site) !== site.matches) setOpen(key, parts)
    unresolved = inOrder(unresolved, [...gone], [...come], compareUnresolved)

    function remove(key: string): void {
      const site = open.get(key)?.site
      if (site !== undefined && !come.delete(site)) gone.add(site)
      open.delete(key)
    }

    function setOpen(key: string, parts: readonly OpenSite[]): void {
      remove(key)
      const site = { ...parts[0]!, triggers: mergedTriggers(parts), matches: matching.of(parts[0]!) }
      open.set(key, { parts, site })
      come.add(site)
    }
  }

  /** With the calls on something unknown that would give an event what it lacks. */
  function withLoose(loose: readonly LooseSite[]): readonly UnresolvedSite[] {
    const lacking = loose.filter(({ kind, pattern }) => {
      const event = pattern === null ? undefined : named.get(pattern)
      return event !== undefined && event[kind === 'on' ? 'handlers' : 'publishers'].length === 0
    })
    return lacking.length === 0 ? unresolved : [...unresolved, ...lacking.map(looseSite)].sort(compareUnresolved)
  }

  function looseSite(site: LooseSite): UnresolvedSite {
    const matches = matching.of(site)
    const known = ofLoose.get(site)
    if (known?.matches === matches) return known
    const made = { ...site, matches }
    ofLoose.set(site, made)
    return made
  }

  function assembleCalls({ ons, publishes, tasks }: Sites, others: readonly Other<unknown>[]): void {
    for (const { file } of others) {
      const all = [ons.get(file)?.facts, publishes.get(file)?.facts, tasks.get(file)]
      put(calls, file, all.filter((facts) => facts !== undefined && facts.length > 0) as (readonly CallFacts[])[])
    }
  }

  return (sites) => {
    const [ons, publishes] = [othersIn(before.ons, sites.ons), othersIn(before.publishes, sites.publishes)]
    assembleEvents(ons, publishes)
    assembleUnresolved([...ons, ...publishes])
    assembleCalls(sites, [...ons, ...publishes, ...othersIn(before.tasks, sites.tasks)])
    if (before.taskRuns !== sites.taskRuns) taskRuns = [...sites.taskRuns.values()].flat().sort(compareSites)
    before = sites
    const loose = [...sites.loose.values()].flat()
    return { events, unresolved: withLoose(loose), loose, taskRuns, cycles: findCycles(events, taskRuns), calls }
  }
}

/** What a file says now, and what it said before. */
interface Other<T> {
  readonly file: string
  readonly was: T | undefined
  readonly is: T | undefined
}

function othersIn<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): Other<T>[] {
  if (before === now) return []
  const others: Other<T>[] = []
  for (const [file, was] of before) if (!now.has(file)) others.push({ file, was, is: undefined })
  for (const [file, is] of now) {
    const was = before.get(file)
    if (was !== is) others.push({ file, was, is })
  }
  return others
}

/** What is open in a file, the same for a call and what is not told of its name, whoever comes to it. */
function byPlace(calls: CallSites<unknown> | undefined): ReadonlyMap<string, readonly OpenSite[]> {
  const found = new Map<string, OpenSite[]>()
  for (const site of calls?.unresolved ?? []) append(found, keyOf(site), site)
  return found
}

/** The sites of the events that calls of a file name otherwise than before; adds these events. */
function othersOf<T>({ was, is }: Other<CallSites<T>>, touched: Set<string>): ReadonlyMap<string, readonly T[]> {
  const { gone, come } = listChanges(was?.sites ?? [], is?.sites ?? [])
  const found = new Map<string, T[]>([...gone, ...come].map(([event]) => [event, []]))
  for (const [event, site] of is?.sites ?? []) found.get(event)?.push(site)
  for (const event of found.keys()) touched.add(event)
  return found
}

function put<T>(table: Map<string, readonly T[]>, file: string, sites: readonly T[]): void {
  if (sites.length === 0) table.delete(file)
  else table.set(file, sites)
}

function keyOf({ kind, pattern, name, ...site }: OpenSite): string {
  return `${kind} ${exactPlace(site)} ${exactPlace(name)} ${pattern ?? ''}`
}

function compareUnresolved(a: UnresolvedSite, b: UnresolvedSite): number {
  return compareSites(a, b) || compareText(a.pattern ?? '', b.pattern ?? '') || compareText(a.kind, b.kind) || compareSites(a.name, b.name)
}
