import type { ts } from 'ts-morph'
import type { CallName, EventNode, FileProblem, HandlerSite, Publisher, TaskRun, Trigger, UnresolvedSite } from '../model/graph'
import type { Evaluator } from './evaluate'
import { eventEdges } from './eventEdges'
import type { EventCall, EventCalls } from './eventCalls'
import { fitsPattern } from './fitsPattern'
import { readOn, readPublish } from './eventSites'
import type { CallFacts } from './lints/callFacts'
import { readCallFacts } from './lints/readCallFacts'
import { readIgnores, type IgnoreComment } from './lints/readIgnores'
import { readTaskCalls } from './lints/taskCalls'
import { asCalled } from './nameCalls'
import { namesOf } from './namesOf'
import type { Edge } from './findCycles'
import { unlessTooDeep } from './unlessTooDeep'
import { compareSites, compareText, siteOf, spanOf } from './siteOf'
import { findTaskRuns } from './taskRuns'
import { tellTriggers } from './tellTriggers'
import { createTriggers, type Run } from './triggers'

export interface Sites {
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  readonly taskRuns: readonly TaskRun[]
  /** From the event whose handler runs to the event published, through tasks too. */
  readonly edges: readonly Edge[]
  readonly problems: ReadonlyMap<string, FileProblem>
  /** For lints. */
  readonly calls: readonly CallFacts[]
  readonly ignores: readonly IgnoreComment[]
}

/** Sorts the calls under the events that they name, and finds what runs them. */
export function buildGraph(evaluator: Evaluator, found: EventCalls, importersOf: (file: string) => readonly string[]): Sites {
  const handlers = new Map<string, Omit<HandlerSite, 'order'>[]>()
  const publishers = new Map<string, Publisher[]>()
  const unresolved: Omit<UnresolvedSite, 'matches'>[] = []
  const problems = new Map<string, FileProblem>()
  const calls: CallFacts[] = []
  /** What runs a function, or is handled by an `on` call. */
  const runs = new Map<ts.Node, Run[]>()
  const triggersOf = createTriggers(evaluator, runs, importersOf, problems)

  const readNames = ({ kind, node, args, name }: EventCall, triggers: readonly Trigger[]): ReadonlyMap<string, CallName> => {
    const { names, patterns } = namesOf(name)
    const argument = args[0] ?? node
    const at = spanOf(argument)
    unresolved.push(...patterns.map((pattern) => ({ ...spanOf(node), kind, expression: argument.getText(), name: at, pattern, triggers })))
    return new Map([...names].map(([event, literal]) => [event, { ...at, literals: literal === null ? null : [spanOf(literal)] }]))
  }

  const takeOn = (call: EventCall): void => {
    calls.push(readCallFacts(evaluator, call))
    const { site, wrapped, runs: functions, argument } = readOn(evaluator, call)
    const names = readNames(call, [])
    for (const [event, name] of names) append(handlers, event, { ...site, name })
    const { patterns } = namesOf(call.name)
    for (const event of [...names.keys(), ...patterns.map((pattern) => pattern ?? '*')]) {
      const trigger: Trigger = { kind: 'event', name: event, ...siteOf(call.node), path: [] }
      const known = new Set<ts.Node>([...functions.map((run) => run.node), ...wrapped])
      for (const run of functions) append(runs, run.node, { trigger, scope: run.scope ?? null, functions: known })
      // Of those above it is told what they were made in.
      const others = [call.node, argument, ...wrapped].filter((one) => one !== null && !functions.some((run) => run.node === one))
      for (const key of others) append(runs, key!, { trigger, scope: null, functions: known })
    }
  }
  const takePublish = (call: EventCall, triggers: readonly Trigger[]): void => {
    calls.push(readCallFacts(evaluator, call))
    const site = readPublish(evaluator, call)
    for (const [event, name] of readNames(call, triggers)) {
      append(publishers, event, { ...site, name, triggers, in: tellTriggers(triggers) })
    }
  }
  // What runs a publish is known when all handlers are.
  for (const call of found.calls.filter(({ kind }) => kind === 'on')) {
    unlessTooDeep(call.node.getSourceFile().fileName, problems, () => asCalled(evaluator, call, () => takeOn(call)))
  }
  for (const call of found.calls.filter(({ kind }) => kind === 'publish')) {
    unlessTooDeep(call.node.getSourceFile().fileName, problems, () => {
      const triggers = triggersOf(call.node, call.given)
      asCalled(evaluator, call, () => takePublish(call, triggers))
    })
  }
  const taskRuns = findTaskRuns(evaluator, found.files, importersOf, problems).map((run) => ({
    ...run.site,
    triggers: triggersOf(run.node),
  }))

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
    taskRuns,
    edges: eventEdges(events, taskRuns),
    problems,
    calls: [...calls, ...readTaskCalls(evaluator, found.files, problems)],
    ignores: [...found.files].flatMap((file) => readIgnores(evaluator.project.source(file))),
  }
}

/** The known events that a pattern may stand for: those with a site of the other kind. */
function matching({ kind, pattern }: Pick<UnresolvedSite, 'kind' | 'pattern'>, events: readonly EventNode[]): string[] {
  if (pattern === null) return []
  return events
    .filter(({ name, publishers, handlers }) => (kind === 'publish' ? handlers : publishers).length > 0 && fitsPattern(name, pattern))
    .map(({ name }) => name)
}

function append<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** A call that several callers lead to counts once, unless they make it differ in more than who calls and the text that spells the name. */
function merged<T extends { readonly name: CallName; readonly triggers?: readonly Trigger[] }>(sites: readonly T[]): T[] {
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
    const triggers = distinct([...(known.triggers ?? []), ...(site.triggers ?? [])])
    found.set(key, { ...known, name: { ...known.name, literals }, ...(known.triggers && { triggers, in: tellTriggers(triggers) }) })
  }
  return [...found.values()]
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function compareUnresolved(a: UnresolvedSite, b: UnresolvedSite): number {
  return compareSites(a, b) || compareText(a.pattern ?? '', b.pattern ?? '')
}
