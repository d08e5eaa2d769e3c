import type { ts } from 'ts-morph'
import { exactPlace } from '../../words/place'
import type { HandlerSite, Publisher, TaskRun, Trigger, UnresolvedSite } from '../../model/graph'
import { readLoose, type LooseSite } from './readLoose'
import { openOf, readNames, isPicked, isUndecided } from './readNames'
import type { EventCall } from '../sites/eventCall'
import type { EventCalls } from '../sites/eventCalls'
import { readOnSite, readPublishSite, type OnSite } from '../sites/eventSites'
import type { Evaluator } from '../values/evaluate'
import { createFunctionUses } from '../calls/functionUses'
import { handledEvent, scopeOfHandled } from '../calls/handledEvent'
import type { CallFacts } from '../facts/callFacts'
import type { Callers } from '../facts/endsWithout'
import { readCallFacts, readRunFacts, readTaskFacts } from '../facts/readCallFacts'
import { readIgnores, type IgnoreComment } from '../facts/readIgnores'
import { asCalled, itemOfCall } from '../sites/nameCalls'
import { isRepeated as standsInLoop } from '../values/isRepeated'
import type { ReachingFiles } from '../modules/reachingFiles'
import { siteOf } from '../syntax/siteOf'
import { chainTo } from '../triggers/reached'
import { createRuns, type Run } from '../triggers/runs'
import { isAtOnce, readTaskRuns } from '../triggers/taskRuns'
import { tellTriggers } from '../triggers/tellTriggers'
import { createTriggers } from '../triggers/triggers'
import { uncalledAround } from '../triggers/uncalledAround'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import { constant, unknown, type Scope, type Value } from '../values/value'
import { asInputs, createListWorks, createParts, createWorks } from '../journal/works'

/** What the calls of an app come to, as plain data, by file. What was the same in the reading before is the same object. */
export interface Sites {
  readonly ons: ReadonlyMap<string, CallSites<FoundHandler>>
  readonly publishes: ReadonlyMap<string, CallSites<Publisher>>
  readonly taskRuns: ReadonlyMap<string, readonly TaskRun[]>
  /** Calls that may be some. */
  readonly loose: ReadonlyMap<string, readonly LooseSite[]>
  /** For lints. */
  readonly tasks: ReadonlyMap<string, readonly CallFacts[]>
  readonly ignores: ReadonlyMap<string, readonly IgnoreComment[]>
}

export type FoundHandler = Omit<HandlerSite, 'order'>

/** Calls, once for each event that they name, and for each pattern. */
export interface CallSites<T> {
  readonly sites: readonly (readonly [event: string, site: T])[]
  readonly unresolved: readonly Omit<UnresolvedSite, 'matches'>[]
  readonly facts: readonly CallFacts[]
}

/** Reads calls one by one, and finds what runs them. What it read of each the last time is kept. */
export function createSiteReader(evaluator: Evaluator, reachingFiles: ReachingFiles): (found: EventCalls) => Sites {
  const { journal } = evaluator.project
  const ons = createWorks<readonly EventCall[], CallSites<FoundHandler>>(journal)
  const eachOn = createParts<EventCall, CallSites<FoundHandler>>(journal)
  const uses = createFunctionUses(evaluator, reachingFiles)
  const runs = createRuns(evaluator, uses, reachingFiles)
  const triggersOf = createTriggers(evaluator, uses, runs)
  const callers: Callers = { uses, runs }
  const registrations = createWorks<CallSites<FoundHandler>, CallSites<FoundHandler>>(journal)
  // A wrapper may have thousands of calls, each of which publishes for itself.
  const publishes = createListWorks<EventCall, CallSites<Publisher>>(journal, joined)
  const taskRuns = createListWorks<EventCall, readonly TaskRun[]>(journal, (all) => all.flat())
  const taskFacts = createWorks<readonly EventCall[], readonly CallFacts[]>(journal)
  const loose = createWorks<string, readonly LooseSite[]>(journal)
  const ignores = createWorks<string, readonly IgnoreComment[]>(journal)

  function readOns(calls: readonly EventCall[]): CallSites<FoundHandler> {
    const own = calls.filter(({ kind }) => kind === 'on')
    return joined(own.map((call) => eachOn(call, () => reading(call, () => asCalled(evaluator, call, () => readOn(call))))))
  }

  function readOn(call: EventCall): CallSites<FoundHandler> {
    const { site, ...handler } = readOnSite(evaluator, call)
    const { names, unresolved } = readNames(evaluator, call, [])
    for (const event of names.keys()) tellRuns(call, handler, event, constant(event))
    for (const { pattern } of unresolved) tellRuns(call, handler, pattern ?? '*', unknown)
    return { sites: [...names].map(([event, name]) => [event, { ...site, name }]), unresolved, facts: factsOf(call) }
  }

  /** Tells that an event runs the functions of its handler: of them also what they were made in, of the call and its argument which they are. */
  function tellRuns(call: EventCall, { runs, wrapped, argument }: Omit<OnSite, 'site'>, event: string, name: Value): void {
    const trigger: Trigger = { kind: 'event', name: event, ...siteOf(call.node), path: [] }
    const functions = [...runs, ...wrapped]
    const told = new Set<ts.Node>(runs.map(({ node }) => node))
    const tell = (node: ts.Node, scope: Scope | null): void => {
      const run: Run = { trigger, scope, functions, item: itemOfCall(call) }
      journal.tell('runs', node, run, run)
    }
    for (const run of runs) tell(run.node, scopeOfHandled(evaluator, run, handledEvent(name)))
    for (const { node, scope = null } of wrapped) if (!told.has(node)) tell(node, scope)
    for (const node of [call.node, argument]) if (node !== null && !told.has(node)) tell(node, null)
  }

  /** Tells of handlers whether a call of the function that registers them is known. */
  function withCallers(ons: CallSites<FoundHandler>, found: EventCalls): CallSites<FoundHandler> {
    const file = ons.sites[0]?.[1].file
    const uncalled = new Map<string, string>()
    const calls = file === undefined ? [] : found.get(file)!
    for (const node of new Set(calls.filter(({ kind }) => kind === 'on').map((call) => call.node))) {
      const around = uncalledAround(evaluator, uses, reachingFiles, node)
      if (around !== null) uncalled.set(exactPlace(siteOf(node)), around)
    }
    if (uncalled.size === 0) return ons
    return { ...ons, sites: ons.sites.map(([event, site]) => [event, { ...site, uncalled: uncalled.get(exactPlace(site)) ?? null }]) }
  }

  function readPublish(call: EventCall): CallSites<Publisher> {
    if (call.kind !== 'publish') return nothing
    return reading(call, () => {
      const triggers = triggersOf(call.node, call.given, itemOfCall(call))
      return triggers === null ? nothing : asCalled(evaluator, call, () => readPublishRunBy(call, triggers))
    })
  }

  function readPublishRunBy(call: EventCall, triggers: readonly Trigger[]): CallSites<Publisher> {
    const site = readPublishSite(evaluator, call)
    const isRepeated =
      site.isRepeated ||
      chainTo(runs, call.node, call.given).some((one) => one.isRepeated === true || standsInLoop(one.call, itemOfCall(call)))
    const { names, unresolved } = readNames(evaluator, call, triggers)
    const isOneOfSome = names.size > 1 ? isUndecided(evaluator, call) : isPicked(itemOfCall(call))
    const run = { triggers: isOneOfSome ? triggers.map((one) => ({ ...one, isUndecided: true })) : triggers, in: tellTriggers(triggers) }
    return {
      sites: [...names].map(([event, name]) => [event, { ...site, isRepeated, name, ...run }]),
      unresolved,
      facts: factsOf(call),
    }
  }

  function factsOf(call: EventCall): readonly CallFacts[] {
    return openOf(call) === null ? [readCallFacts(evaluator, call, callers)] : []
  }

  function readRuns(call: EventCall): readonly TaskRun[] {
    const triggers = call.kind === 'run' && openOf(call) === null ? triggersOf(call.node, call.given, itemOfCall(call)) : null
    return triggers === null ? [] : asCalled(evaluator, call, () => readTaskRuns(evaluator, call, triggers))
  }

  function factsOfTasks(calls: readonly EventCall[]): readonly CallFacts[] {
    const nodesOf = (wanted: EventCall['kind']): readonly ts.CallExpression[] => [
      ...new Set(calls.flatMap(({ kind, node }) => (kind === wanted ? [node] : []))),
    ]
    const withOptions = nodesOf('task').filter((node) => node.arguments.length === 3)
    const atOnce = nodesOf('run').filter(isAtOnce)
    return [...withOptions.map((node) => readTaskFacts(evaluator, node)), ...atOnce.map((node) => readRunFacts(evaluator, node))]
  }

  function reading<T>({ node }: EventCall, read: () => CallSites<T>): CallSites<T> {
    return unlessTooDeep(journal, node.getSourceFile().fileName, read) ?? nothing
  }

  return (found) => {
    const files = asInputs(found.keys())
    const handlers = ons.doAll(found, readOns)
    // What runs a publish, and what registers a handler, is known when all handlers are.
    uses.readAll(files)
    const registered = registrations.doAll(handlers, (own) => withCallers(own, found))
    const published = publishes.doAll(found, readPublish)
    return {
      ons: registered,
      publishes: published,
      taskRuns: taskRuns.doAll(found, readRuns),
      tasks: taskFacts.doAll(found, factsOfTasks),
      loose: loose.doAll(files, (file) => readLoose(evaluator, file)),
      ignores: ignores.doAll(files, (file) => readIgnores(evaluator.project.source(file))),
    }
  }
}

const nothing: CallSites<never> = { sites: [], unresolved: [], facts: [] }

function joined<T>(all: readonly CallSites<T>[]): CallSites<T> {
  return {
    sites: all.flatMap(({ sites }) => sites),
    unresolved: all.flatMap(({ unresolved }) => unresolved),
    facts: all.flatMap(({ facts }) => facts),
  }
}
