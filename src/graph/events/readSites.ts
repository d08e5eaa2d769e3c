import type { ts } from 'ts-morph'
import type { CallName, HandlerSite, Publisher, TaskRun, Trigger, UnresolvedSite } from '../../model/graph'
import type { Site } from '../../model/site'
import { definedAt, givenBy, namingCalls } from './givenBy'
import type { EventCall } from '../sites/eventCall'
import type { EventCalls } from '../sites/eventCalls'
import { readOnSite, readPublishSite } from '../sites/eventSites'
import type { Evaluator } from '../values/evaluate'
import { createFunctionUses } from '../calls/functionUses'
import { handledEvent, scopeOfHandled } from '../calls/handledEvent'
import type { CallFacts } from '../facts/callFacts'
import type { Asking } from '../facts/endsWithout'
import { readCallFacts, readRunFacts } from '../facts/readCallFacts'
import { readIgnores, type IgnoreComment } from '../facts/readIgnores'
import { readTaskCalls } from '../facts/taskCalls'
import { asCalled, itemOfCall } from '../sites/nameCalls'
import { isRepeated as standsInLoop } from '../values/isRepeated'
import { eventNames } from '../values/eventNames'
import type { ReachingFiles } from '../modules/reachingFiles'
import { nameAround } from '../syntax/nameAround'
import { siteOf, spanOf, withSpan } from '../syntax/siteOf'
import { runnerOf } from '../triggers/runnerOf'
import { createTaskRuns, type FoundRun, type FoundRuns } from '../triggers/taskRuns'
import { tellTriggers } from '../triggers/tellTriggers'
import { createTriggers } from '../triggers/triggers'
import { typeSpellings } from '../types/typeSpellings'
import { uncalledAround } from '../triggers/uncalledAround'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import { constant, unknown } from '../values/value'
import { asInputs, createListWorks, createParts, createWorks } from '../journal/works'

/** What the calls of an app come to, as plain data, by file. What was the same in the reading before is the same object. */
export interface Sites {
  readonly ons: ReadonlyMap<string, CallSites<FoundHandler>>
  readonly publishes: ReadonlyMap<string, CallSites<Publisher>>
  readonly taskRuns: ReadonlyMap<string, readonly TaskRun[]>
  /** For lints. */
  readonly taskCalls: ReadonlyMap<string, readonly CallFacts[]>
  readonly runCalls: ReadonlyMap<string, readonly CallFacts[]>
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
  const triggersOf = createTriggers(evaluator, uses)
  const asking: Asking = {
    runnerOf: (run) => runnerOf(evaluator, uses, run),
    isHandler: (run) => journal.isTold('runs', run),
    usesOf: (run) => uses.of(run),
  }
  const findTaskRuns = createTaskRuns(evaluator, uses, reachingFiles)
  const registrations = createWorks<CallSites<FoundHandler>, CallSites<FoundHandler>>(journal)
  // A wrapper may have thousands of calls, each of which publishes for itself.
  const publishes = createListWorks<EventCall, CallSites<Publisher>>(journal, joined)
  const taskRuns = createWorks<FoundRuns, readonly TaskRun[]>(journal)
  const eachRun = createParts<FoundRun, TaskRun>(journal)
  const taskCalls = createWorks<string, readonly CallFacts[]>(journal)
  const runCalls = createWorks<FoundRuns, readonly CallFacts[]>(journal)
  const ignores = createWorks<string, readonly IgnoreComment[]>(journal)

  function readOnCall(call: EventCall): CallSites<FoundHandler> {
    const { site, wrapped, runs, argument } = readOnSite(evaluator, call)
    const { names, unresolved } = readNames(evaluator, call, [])
    const open = unresolved.map(({ pattern }) => [pattern ?? '*', handledEvent(unknown)] as const)
    for (const [event, handled] of [...[...names.keys()].map((name) => [name, handledEvent(constant(name))] as const), ...open]) {
      const trigger: Trigger = { kind: 'event', name: event, ...siteOf(call.node), path: [] }
      const functions = new Set<ts.Node>([...runs.map((run) => run.node), ...wrapped.map((run) => run.node)])
      const item = itemOfCall(call)
      const inner = wrapped.filter((one) => !runs.some((run) => run.node === one.node))
      for (const run of runs) tellRun(run.node, { trigger, scope: scopeOfHandled(evaluator, run, handled), functions, item })
      for (const run of inner) tellRun(run.node, { trigger, scope: run.scope ?? null, functions, item })
      // Of the functions it is told what they were made in.
      for (const one of argument === null ? [call.node] : [call.node, argument]) {
        if (!runs.some((run) => run.node === one)) tellRun(one, { trigger, scope: null, functions, item })
      }
    }
    return {
      sites: [...names].map(([event, name]) => [event, { ...site, name }]),
      unresolved,
      facts: openOf(call) === null ? [readCallFacts(evaluator, call, asking)] : [],
    }
  }

  /** Tells of handlers whether a call of the function that registers them is known. */
  function withCallers(ons: CallSites<FoundHandler>, found: EventCalls): CallSites<FoundHandler> {
    const file = ons.sites[0]?.[1].file
    const uncalled = new Map<string, string>()
    const calls = file === undefined ? [] : (found.get(file) ?? [])
    for (const node of new Set(calls.filter(({ kind }) => kind === 'on').map((call) => call.node))) {
      const around = uncalledAround(evaluator, uses, reachingFiles, node)
      if (around !== null) uncalled.set(placeOf(siteOf(node)), around)
    }
    if (uncalled.size === 0) return ons
    return { ...ons, sites: ons.sites.map(([event, site]) => [event, { ...site, uncalled: uncalled.get(placeOf(site)) ?? null }]) }
  }

  function tellRun(node: ts.Node, run: object): void {
    journal.tell('runs', node, run, run)
  }

  function readPublishCall(call: EventCall, triggers: readonly Trigger[]): CallSites<Publisher> {
    const site = readPublishSite(evaluator, call)
    const isRepeated = site.isRepeated || namingCalls(call).some((one) => standsInLoop(one.call, itemOfCall(call)))
    const { names, unresolved } = readNames(evaluator, call, triggers)
    const runBy = tellTriggers(triggers)
    return {
      sites: [...names].map(([event, name]) => [event, { ...site, isRepeated, name, triggers, in: runBy }]),
      unresolved,
      facts: openOf(call) === null ? [readCallFacts(evaluator, call, asking)] : [],
    }
  }

  return (found) => {
    const files = asInputs(found.keys())
    const onSites = ons.doAll(found, (calls) =>
      joined(
        calls
          .filter(({ kind }) => kind === 'on')
          .map((call) => eachOn(call, () => reading(call, () => asCalled(evaluator, call, () => readOnCall(call))))),
      ),
    )
    // What runs a publish, and what registers a handler, is known when all handlers are.
    uses.readAll(files)
    const registered = registrations.doAll(onSites, (ons) => withCallers(ons, found))
    const publishSites = publishes.doAll(found, (call) =>
      call.kind === 'on'
        ? nothing
        : reading(call, () => {
            const triggers = triggersOf(call.node, call.given, itemOfCall(call))
            return asCalled(evaluator, call, () => readPublishCall(call, triggers))
          }),
    )
    const foundRuns = findTaskRuns(files.keys())
    return {
      ons: registered,
      publishes: publishSites,
      taskRuns: taskRuns.doAll(foundRuns, ({ found }) =>
        found.map((run) =>
          eachRun(run, () => ({ ...run.site, triggers: run.schedule === null ? triggersOf(run.node, run.given) : [run.schedule] })),
        ),
      ),
      taskCalls: taskCalls.doAll(files, (file) => readTaskCalls(evaluator, file)),
      runCalls: runCalls.doAll(foundRuns, ({ found }) =>
        [...new Set(found.flatMap(({ node, schedule }) => (schedule === null ? [node] : [])))].map((node) => readRunFacts(evaluator, node)),
      ),
      ignores: ignores.doAll(files, (file) => readIgnores(evaluator.project.source(file))),
    }
  }

  function reading<T>({ node }: EventCall, read: () => CallSites<T>): CallSites<T> {
    let sites: CallSites<T> = nothing
    unlessTooDeep(journal, node.getSourceFile().fileName, () => void (sites = read()))
    return sites
  }
}

function placeOf({ line, column }: Site): string {
  return `${line}:${column}`
}

const nothing: CallSites<never> = { sites: [], unresolved: [], facts: [] }

function joined<T>(all: readonly CallSites<T>[]): CallSites<T> {
  return {
    sites: all.flatMap(({ sites }) => sites),
    unresolved: all.flatMap(({ unresolved }) => unresolved),
    facts: all.flatMap(({ facts }) => facts),
  }
}

/** The call of which it is not told what it calls, of an event call and those that lead to it; null for none. */
function openOf({ isOpen, node, given }: EventCall): ts.Node | null {
  if (isOpen) return node
  for (let one = given; one !== null; one = one.from) if (one.isOpen === true) return one.call
  return null
}

/** The events that a call names, each with the text that spells it, and what is not told of its name. */
function readNames(
  evaluator: Evaluator,
  call: EventCall,
  triggers: readonly Trigger[],
): { readonly names: ReadonlyMap<string, CallName>; readonly unresolved: readonly Omit<UnresolvedSite, 'matches'>[] } {
  const { kind, node, args, given } = call
  const { names, patterns } = eventNames(call.name)
  const argument = args[0] ?? node
  const open = openOf(call)
  const at = open ?? argument
  const expression = at.getText()
  const site = (pattern: string | null): Omit<UnresolvedSite, 'matches'> =>
    withSpan(node, { kind, expression, name: spanOf(at), pattern, within: nameAround(node), triggers })
  if (open !== null) return { names: new Map(), unresolved: [...names.keys(), ...patterns].map(site) }
  return {
    names: new Map(
      [...names].map(([event, literal]) => {
        const inTypes = typeSpellings(evaluator, argument, given, event)
        const literals = literal === null ? null : [spanOf(literal)]
        const name = withSpan(argument, { literals, ...givenBy(call, event), ...(literal !== null && definedAt(call, literal)) })
        return [event, inTypes?.length === 0 ? name : { ...name, inTypes: inTypes?.map(spanOf) ?? null }]
      }),
    ),
    unresolved: patterns.map(site),
  }
}
