import type { ts } from 'ts-morph'
import type { CallName, HandlerSite, Publisher, TaskRun, Trigger, UnresolvedSite } from '../model/graph'
import type { EventCall, EventCalls } from './eventCalls'
import { readOn, readPublish } from './eventSites'
import type { Evaluator } from './evaluate'
import { createFunctionUses } from './functionUses'
import { handledEvent, scopeOfHandled } from './handledEvent'
import type { CallFacts } from './lints/callFacts'
import { readCallFacts } from './lints/readCallFacts'
import { readIgnores, type IgnoreComment } from './lints/readIgnores'
import { readTaskCalls } from './lints/taskCalls'
import { asCalled, itemOf } from './nameCalls'
import { namesOf } from './namesOf'
import type { ReachingFiles } from './reachingFiles'
import { siteOf, spanOf, withSpan } from './siteOf'
import { createTaskRuns, type FoundRun } from './taskRuns'
import { tellTriggers } from './tellTriggers'
import { createTriggers } from './triggers'
import { unlessTooDeep } from './unlessTooDeep'
import { constant, unknown } from './value'
import { createWorks } from './works'

/** What the calls of an app come to, as plain data. What was the same in the reading before is the same object. */
export interface Sites {
  readonly ons: readonly CallSites<Omit<HandlerSite, 'order'>>[]
  readonly publishes: readonly CallSites<Publisher>[]
  readonly taskRuns: readonly TaskRun[]
  /** For lints. */
  readonly taskCalls: readonly CallFacts[]
  readonly ignores: readonly IgnoreComment[]
}

/** A call once for each event that it names, and for each pattern. */
export interface CallSites<T> {
  readonly sites: readonly (readonly [event: string, site: T])[]
  readonly unresolved: readonly Omit<UnresolvedSite, 'matches'>[]
  readonly facts: readonly CallFacts[]
}

/** Reads calls one by one, and finds what runs them. What it read of each the last time is kept. */
export function createSiteReader(evaluator: Evaluator, reachingFiles: ReachingFiles): (found: EventCalls) => Sites {
  const { journal } = evaluator.project
  const uses = createFunctionUses(evaluator, reachingFiles)
  const triggersOf = createTriggers(evaluator, uses)
  const findTaskRuns = createTaskRuns(evaluator, reachingFiles)
  const ons = createWorks<EventCall, CallSites<Omit<HandlerSite, 'order'>>>(journal)
  const publishes = createWorks<EventCall, CallSites<Publisher>>(journal)
  const taskRuns = createWorks<FoundRun, TaskRun>(journal)
  const taskCalls = createWorks<string, readonly CallFacts[]>(journal)
  const ignores = createWorks<string, readonly IgnoreComment[]>(journal)

  function readOnCall(call: EventCall): CallSites<Omit<HandlerSite, 'order'>> {
    const { site, wrapped, runs, argument } = readOn(evaluator, call)
    const { names, unresolved } = readNames(call, [])
    const open = unresolved.map(({ pattern }) => [pattern ?? '*', handledEvent(unknown)] as const)
    for (const [event, handled] of [...[...names.keys()].map((name) => [name, handledEvent(constant(name))] as const), ...open]) {
      const trigger: Trigger = { kind: 'event', name: event, ...siteOf(call.node), path: [] }
      const functions = new Set<ts.Node>([...runs.map((run) => run.node), ...wrapped.map((run) => run.node)])
      const inner = wrapped.filter((one) => !runs.some((run) => run.node === one.node))
      for (const run of runs) tellRun(run.node, { trigger, scope: scopeOfHandled(evaluator, run, handled), functions })
      for (const run of inner) tellRun(run.node, { trigger, scope: run.scope ?? null, functions })
      // Of the functions it is told what they were made in.
      for (const one of argument === null ? [call.node] : [call.node, argument]) {
        if (!runs.some((run) => run.node === one)) tellRun(one, { trigger, scope: null, functions })
      }
    }
    return { sites: [...names].map(([event, name]) => [event, { ...site, name }]), unresolved, facts: [readCallFacts(evaluator, call)] }
  }

  function tellRun(node: ts.Node, run: object): void {
    journal.tell('runs', node, run, run)
  }

  function readPublishCall(call: EventCall, triggers: readonly Trigger[]): CallSites<Publisher> {
    const site = readPublish(evaluator, call)
    const { names, unresolved } = readNames(call, triggers)
    const runBy = tellTriggers(triggers)
    return {
      sites: [...names].map(([event, name]) => [event, { ...site, name, triggers, in: runBy }]),
      unresolved,
      facts: [readCallFacts(evaluator, call)],
    }
  }

  return (found) => {
    const onSites = ons.doAll(ofKind(found, 'on'), (call) => reading(call, () => asCalled(evaluator, call, () => readOnCall(call))))
    // What runs a publish is known when all handlers are.
    uses.readAll(found.files)
    const publishSites = publishes.doAll(ofKind(found, 'publish'), (call) =>
      reading(call, () => {
        const triggers = triggersOf(call.node, call.given, itemOf(call))
        return asCalled(evaluator, call, () => readPublishCall(call, triggers))
      }),
    )
    const runs = taskRuns.doAll(findTaskRuns(found.files), ({ node, site }) => ({ ...site, triggers: triggersOf(node) }))
    return {
      ons: onSites,
      publishes: publishSites,
      taskRuns: runs,
      taskCalls: taskCalls.doAll(found.files, (file) => readTaskCalls(evaluator, file)).flat(),
      ignores: ignores.doAll(found.files, (file) => readIgnores(evaluator.project.source(file))).flat(),
    }
  }

  function reading<T>({ node }: EventCall, read: () => CallSites<T>): CallSites<T> {
    let sites: CallSites<T> = { sites: [], unresolved: [], facts: [] }
    unlessTooDeep(journal, node.getSourceFile().fileName, () => void (sites = read()))
    return sites
  }
}

function ofKind({ calls }: EventCalls, kind: EventCall['kind']): readonly EventCall[] {
  return calls.filter((call) => call.kind === kind)
}

/** The events that a call names, each with the text that spells it, and what is not told of its name. */
function readNames(
  { kind, node, args, name }: EventCall,
  triggers: readonly Trigger[],
): { readonly names: ReadonlyMap<string, CallName>; readonly unresolved: readonly Omit<UnresolvedSite, 'matches'>[] } {
  const { names, patterns } = namesOf(name)
  const argument = args[0] ?? node
  const at = spanOf(argument)
  return {
    names: new Map(
      [...names].map(([event, literal]) => [event, withSpan(argument, { literals: literal === null ? null : [spanOf(literal)] })]),
    ),
    unresolved: patterns.map((pattern) => withSpan(node, { kind, expression: argument.getText(), name: at, pattern, triggers })),
  }
}
