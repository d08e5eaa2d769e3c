import type { CallName, Cycle, EventNode, Publisher, TaskRun, Trigger, UnresolvedSite } from '../../model/graph'
import type { Span } from '../../model/site'
import { createCycles } from './createCycles'
import type { CallFacts } from '../lints/callFacts'
import type { CallSites, FoundHandler, Sites } from '../sites/readSites'
import { createMatching } from './matchingEvents'
import { compareSites, compareText } from '../syntax/siteOf'
import { tellTriggers } from '../triggers/tellTriggers'

/** The sites under the events that they name. */
export interface Assembled {
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  readonly taskRuns: readonly TaskRun[]
  readonly cycles: readonly Cycle[]
  /** For lints, file by file. */
  readonly calls: readonly (readonly CallFacts[])[]
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
  let before: Pick<Sites, 'ons' | 'publishes'> = { ons: new Map(), publishes: new Map() }
  let events: readonly EventNode[] = []
  let openBefore: ReadonlyMap<string, { readonly parts: readonly OpenSite[]; readonly site: UnresolvedSite }> = new Map()
  let unresolved: readonly UnresolvedSite[] = []

  function partsOf(event: string): Parts {
    const found = parts.get(event) ?? { publishers: new Map(), handlers: new Map() }
    parts.set(event, found)
    return found
  }

  function assembleEvents({ ons, publishes }: Pick<Sites, 'ons' | 'publishes'>): void {
    const touched = new Set<string>()
    for (const file of othersIn(before.ons, ons)) {
      for (const [event, sites] of othersOf(before.ons.get(file), ons.get(file), touched)) put(partsOf(event).handlers, file, sites)
    }
    for (const file of othersIn(before.publishes, publishes)) {
      for (const [event, sites] of othersOf(before.publishes.get(file), publishes.get(file), touched))
        put(partsOf(event).publishers, file, sites)
    }
    for (const name of touched) {
      const { publishers, handlers } = partsOf(name)
      const event =
        publishers.size + handlers.size === 0 ? null : eventOf(name, [...publishers.values()].flat(), [...handlers.values()].flat())
      matching.change(named.get(name), event ?? undefined)
      if (event !== null) named.set(name, event)
      else [named, parts].forEach((table) => table.delete(name))
    }
    if (touched.size === 0) return
    const fresh = [...touched].sort(compareText).flatMap((name) => named.get(name) ?? [])
    // Sorting takes lists that are in order as they are.
    events = [...events.filter(({ name }) => !touched.has(name)), ...fresh].sort((a, b) => compareText(a.name, b.name))
  }

  function assembleUnresolved({ ons, publishes }: Pick<Sites, 'ons' | 'publishes'>): void {
    const byPlace = new Map<string, OpenSite[]>()
    for (const calls of [...ons.values(), ...publishes.values()]) {
      for (const site of calls.unresolved) {
        const key = keyOf(site)
        const known = byPlace.get(key)
        if (known === undefined) byPlace.set(key, [site])
        else known.push(site)
      }
    }
    const open = new Map(
      [...byPlace].map(([key, parts]) => {
        const matches = matching.of(parts[0]!)
        const known = openBefore.get(key)
        if (known?.site.matches === matches && isEqual(known.parts, parts)) return [key, known]
        return [key, { parts, site: { ...parts[0]!, triggers: mergedTriggers(parts), matches } }]
      }),
    )
    const isSame = open.size === openBefore.size && [...open].every(([key, one]) => openBefore.get(key) === one)
    openBefore = open
    if (!isSame) unresolved = [...open.values()].map(({ site }) => site).sort(compareUnresolved)
  }

  return (sites) => {
    assembleEvents(sites)
    assembleUnresolved(sites)
    before = sites
    const taskRuns = [...sites.taskRuns.values()].flat().sort(compareSites)
    const facts = [
      ...[...sites.ons.values(), ...sites.publishes.values()].map((calls) => calls.facts),
      ...sites.taskCalls.values(),
      ...sites.runCalls.values(),
    ]
    return {
      events,
      unresolved,
      taskRuns,
      cycles: findCycles(events, taskRuns),
      calls: facts.filter(({ length }) => length > 0),
    }
  }
}

/** The files whose calls are others. */
function othersIn<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): string[] {
  const gone = [...before.keys()].filter((file) => !now.has(file))
  return [...gone, ...[...now].flatMap(([file, calls]) => (calls === before.get(file) ? [] : [file]))]
}

/** The sites of the events that calls of a file name otherwise than before; adds these events. */
function othersOf<T>(
  before: CallSites<T> | undefined,
  now: CallSites<T> | undefined,
  touched: Set<string>,
): ReadonlyMap<string, readonly T[]> {
  const [gone, come] = [new Set(before?.sites), new Set(now?.sites)]
  const found = new Map<string, T[]>()
  for (const one of gone) if (!come.has(one)) found.set(one[0], [])
  for (const one of come) if (!gone.has(one)) found.set(one[0], [])
  for (const [event, site] of come) found.get(event)?.push(site)
  for (const event of found.keys()) touched.add(event)
  return found
}

function put<T>(table: Map<string, readonly T[]>, file: string, sites: readonly T[]): void {
  if (sites.length === 0) table.delete(file)
  else table.set(file, sites)
}

function eventOf(name: string, publishers: readonly Publisher[], handlers: readonly FoundHandler[]): EventNode {
  return {
    name,
    publishers: merged(publishers).sort(compareSites),
    handlers: merged(handlers)
      .sort(compareSites)
      .map(({ file, line, column, ...rest }, index) => ({ file, line, column, order: index + 1, ...rest })),
  }
}

/** A call that several callers lead to counts once, unless they make it differ in more than who calls and the text that spells the name. */
function merged<T extends { readonly name: CallName; readonly triggers?: readonly Trigger[]; readonly isRepeated?: boolean }>(
  sites: readonly T[],
): T[] {
  if (sites.length < 2) return [...sites]
  const found = new Map<string, T>()
  for (const site of sites) {
    const key = JSON.stringify({ ...site, name: null, triggers: null, in: null, isRepeated: null })
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

function mergedName(a: CallName, b: CallName): CallName {
  const joined = (one: readonly Span[] | null = [], other: readonly Span[] | null = []): readonly Span[] | null =>
    one === null || other === null ? null : distinct([...one, ...other])
  const isTyped = a.inTypes !== undefined || b.inTypes !== undefined
  return { ...a, literals: joined(a.literals, b.literals), ...(isTyped && { inTypes: joined(a.inTypes, b.inTypes) }) }
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

function isEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

function compareUnresolved(a: UnresolvedSite, b: UnresolvedSite): number {
  return compareSites(a, b) || compareText(a.pattern ?? '', b.pattern ?? '')
}
