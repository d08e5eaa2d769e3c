import type { ts } from 'ts-morph'
import type { EventNode, FileProblem, HandlerSite, Publisher, UnresolvedSite } from '../model/graph'
import type { Evaluator } from './evaluate'
import type { EventCall } from './eventCalls'
import { readOn, readPublish } from './eventSites'
import { namesOf } from './namesOf'
import type { Edge } from './findCycles'
import { unlessTooDeep } from './unlessTooDeep'
import { compareSites, compareText, siteOf } from './siteOf'

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
  const unresolved: UnresolvedSite[] = []
  const edges: Edge[] = []
  const problems = new Map<string, FileProblem>()
  /** The events that a function, or the argument of an `on` call, handles. */
  const handled = new Map<ts.Node, Set<string>>()

  const readNames = ({ kind, node, name }: EventCall): readonly string[] => {
    const { names, patterns } = namesOf(name)
    const expression = (node.arguments[0] ?? node).getText()
    unresolved.push(...patterns.map((pattern) => ({ ...siteOf(node), kind, expression, pattern })))
    return names
  }

  const takeOn = (call: EventCall): void => {
    const { site, node, argument } = readOn(evaluator, call)
    for (const name of readNames(call)) {
      append(handlers, name, site)
      for (const key of [node, argument]) if (key !== null) handled.set(key, (handled.get(key) ?? new Set()).add(name))
    }
  }
  const takePublish = (call: EventCall): void => {
    const site = readPublish(evaluator, call)
    const around = handledAround(handled, call.node)
    for (const name of readNames(call)) {
      append(publishers, name, { ...site, in: around.length === 0 ? null : `handler of ${around.join(', ')}` })
      edges.push(...around.map((from) => ({ from, to: name, delayed: site.after !== null })))
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
    publishers: distinct(publishers.get(name) ?? []).sort(compareSites),
    handlers: (handlers.get(name) ?? [])
      .sort(compareSites)
      .map(({ file, line, column, ...rest }, index) => ({ file, line, column, order: index + 1, ...rest })),
  }))
  return { events, unresolved: distinct(unresolved).sort(compareUnresolved), edges, problems }
}

/** The events whose handler a node stands in: those of the nearest handler around it. */
function handledAround(handled: ReadonlyMap<ts.Node, ReadonlySet<string>>, node: ts.Node): string[] {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    const names = handled.get(at)
    if (names !== undefined) return [...names].sort(compareText)
  }
  return []
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** A call that several callers lead to counts once, unless they make it differ. */
function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function compareUnresolved(a: UnresolvedSite, b: UnresolvedSite): number {
  return compareSites(a, b) || compareText(a.pattern ?? '', b.pattern ?? '')
}
