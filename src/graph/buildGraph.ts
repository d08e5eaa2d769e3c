import type { ts } from 'ts-morph'
import type { CallName, EventNode, FileProblem, HandlerSite, Publisher, Trigger, UnresolvedSite } from '../model/graph'
import type { Evaluator } from './evaluate'
import type { EventCall } from './eventCalls'
import { fitsPattern } from './fitsPattern'
import { readOn, readPublish } from './eventSites'
import { namesOf } from './namesOf'
import type { Edge } from './findCycles'
import { unlessTooDeep } from './unlessTooDeep'
import { compareSites, compareText, siteOf, spanOf } from './siteOf'
import { tellTriggers } from './tellTriggers'

export interface Sites {
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  /** Publishes inside handlers: from the event handled to the event published. */
  readonly edges: readonly Edge[]
  readonly problems: ReadonlyMap<string, FileProblem>
}

/** Sorts the calls under the events that they name. */
export function buildGraph(evaluator: Evaluator, calls: readonly EventCall[]): Sites {
  const handlers = new Map<string, Omit<HandlerSite, 'order'>[]>()
  const publishers = new Map<string, Publisher[]>()
  const unresolved: Omit<UnresolvedSite, 'matches'>[] = []
  const edges: Edge[] = []
  const problems = new Map<string, FileProblem>()
  /** What runs a function, or the argument of an `on` call. */
  const runs = new Map<ts.Node, Trigger[]>()

  const readNames = ({ kind, node, name }: EventCall, triggers: readonly Trigger[]): ReadonlyMap<string, CallName> => {
    const { names, patterns } = namesOf(name)
    const argument = node.arguments[0] ?? node
    const at = spanOf(argument)
    unresolved.push(...patterns.map((pattern) => ({ ...spanOf(node), kind, expression: argument.getText(), name: at, pattern, triggers })))
    return new Map([...names].map(([event, literal]) => [event, { ...at, literals: literal === null ? null : [spanOf(literal)] }]))
  }

  const takeOn = (call: EventCall): void => {
    const { site, node, argument } = readOn(evaluator, call)
    for (const [event, name] of readNames(call, [])) {
      append(handlers, event, { ...site, name })
      const trigger: Trigger = { kind: 'event', name: event, ...siteOf(call.node), path: [] }
      for (const key of new Set([node, argument])) if (key !== null) append(runs, key, trigger)
    }
  }
  const takePublish = (call: EventCall): void => {
    const site = readPublish(evaluator, call)
    const triggers = triggersAround(runs, call.node)
    for (const [event, name] of readNames(call, triggers)) {
      append(publishers, event, { ...site, name, triggers, in: tellTriggers(triggers) })
      edges.push(...triggers.map((from) => ({ from: from.name, to: event, delayed: site.after !== null })))
    }
  }
  // Which handler a publish stands in is known when all handlers are.
  for (const [kind, take] of [
    ['on', takeOn],
    ['publish', takePublish],
  ] as const) {
    for (const call of calls.filter((one) => one.kind === kind)) {
      const { given, node } = call
      const read = given === null ? () => take(call) : () => evaluator.calling(given.to, given.args, () => take(call))
      unlessTooDeep(node.getSourceFile().fileName, problems, read)
    }
  }

  const names = [...new Set([...handlers.keys(), ...publishers.keys()])].sort(compareText)
  const events = names.map((name) => ({
    name,
    publishers: merged(publishers.get(name) ?? []).sort(compareSites),
    handlers: merged(handlers.get(name) ?? [])
      .sort(compareSites)
      .map(({ file, line, column, ...rest }, index) => ({ file, line, column, order: index + 1, ...rest })),
  }))
  return {
    events,
    unresolved: distinct(unresolved)
      .map((site) => ({ ...site, matches: matching(site, events) }))
      .sort(compareUnresolved),
    edges,
    problems,
  }
}

/** The known events that a pattern may stand for: those with a site of the other kind. */
function matching({ kind, pattern }: Pick<UnresolvedSite, 'kind' | 'pattern'>, events: readonly EventNode[]): string[] {
  if (pattern === null) return []
  return events
    .filter(({ name, publishers, handlers }) => (kind === 'publish' ? handlers : publishers).length > 0 && fitsPattern(name, pattern))
    .map(({ name }) => name)
}

/** What runs the nearest function around a node that anything is known to run. */
function triggersAround(runs: ReadonlyMap<ts.Node, readonly Trigger[]>, node: ts.Node): readonly Trigger[] {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    const triggers = runs.get(at)
    if (triggers !== undefined) return [...triggers].sort(compareSites)
  }
  return []
}

function append<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** A call that several callers lead to counts once, unless they make it differ in more than the text that spells the name. */
function merged<T extends { readonly name: CallName }>(sites: readonly T[]): T[] {
  const found = new Map<string, T>()
  for (const site of sites) {
    const { literals } = site.name
    const key = JSON.stringify({ ...site, name: null })
    const known = found.get(key)
    const all = known === undefined || known.name.literals === null || literals === null ? literals : [...known.name.literals, ...literals]
    found.set(key, { ...site, name: { ...site.name, literals: known?.name.literals === null || all === null ? null : distinct(all) } })
  }
  return [...found.values()]
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function compareUnresolved(a: UnresolvedSite, b: UnresolvedSite): number {
  return compareSites(a, b) || compareText(a.pattern ?? '', b.pattern ?? '')
}
