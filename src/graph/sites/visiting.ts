import { ts } from 'ts-morph'
import { createAsked, type Asked } from '../calls/asked'
import type { Given } from '../calls/given'
import { createLeadsToEvent, type LeadsToEvent } from '../calls/leadsToEvent'
import { createPassing, type Pass } from '../calls/passing'
import { isSameData } from '../journal/isSameData'
import { createKept } from '../journal/works'
import type { Project } from '../modules/project'
import type { ReachingFiles } from '../modules/reachingFiles'
import { mayChange, nameOfObject } from '../syntax/mayChange'
import type { Evaluator } from '../values/evaluate'
import type { Scope } from '../values/value'
import type { EventCall } from './eventCall'
import type { Namers } from './nameCalls'

/** What a file says when it is visited. */
export interface Visit {
  readonly calls: EventCall[]
  /** What its calls of functions whose callers are asked for pass. */
  readonly given: Given[]
  readonly namedBy: Map<EventCall, Namers>
  /** Names of members that are called or handed on without it being known of what. */
  readonly looseNames: Set<string>
  /** Files that must be visited for what it says. */
  readonly reached: Set<string>
}

/** What visits of files work with, one after the other. */
export interface Visiting {
  readonly evaluator: Evaluator
  readonly asked: Asked
  readonly leadsToEvent: LeadsToEvent
  readonly pass: Pass
  /** What was found in the file that is visited. */
  found: Visit
  /** Has a file visited. */
  readonly addFile: (file: string) => void
  /** Has the files visited that may reach an export of a file, or of a package. */
  readonly addImporters: (file: string) => void
  /** Takes in a call of a function that is asked for. */
  readonly give: (given: Given) => void
  /** The call that was made of a node the last time, where this one is the same. */
  readonly met: (call: EventCall) => EventCall
}

export function newVisit(): Visit {
  return { calls: [], given: [], namedBy: new Map(), looseNames: new Set(), reached: new Set() }
}

export function createVisiting(evaluator: Evaluator, reachingFiles: ReachingFiles): Visiting {
  const metCalls = new WeakMap<ts.Node, EventCall>()
  const metGivens = new WeakMap<ts.Node, WeakMap<Scope, Given>>()
  const addFile = (file: string): void => void visiting.found.reached.add(file)
  const addImporters = (file: string): void => reachingFiles(file).forEach(addFile)
  const asked = createAsked(evaluator, addFile, addImporters, createWriters(evaluator.project, reachingFiles))

  function give(one: Given): void {
    const { call, to, args } = one
    const ofCall = metGivens.get(call) ?? new WeakMap<Scope, Given>()
    metGivens.set(call, ofCall)
    const scope = evaluator.calling(to, args, () => evaluator.scope())!
    const met = asMet(ofCall, scope, one)
    visiting.found.given.push(met)
    if (met.isOpen !== true) evaluator.project.journal.tell('met', to.node, met, met)
  }

  const leadsToEvent = createLeadsToEvent(evaluator)
  const visiting: Visiting = {
    evaluator,
    asked,
    leadsToEvent,
    pass: createPassing(evaluator, asked, leadsToEvent, addFile, give),
    found: newVisit(),
    addFile,
    addImporters,
    give,
    met: (call) => asMet(metCalls, call.node, call),
  }
  return visiting
}

/** The files beside its own that may write to what is made at a node, once for all files: of an object those that do more than read it. */
function createWriters(project: Project, reachingFiles: ReachingFiles): (node: ts.Node) => readonly string[] {
  const writers = createKept<ts.Node, readonly string[]>(project.journal)
  const isWriter = (file: string, named: ReturnType<typeof nameOfObject>): boolean => {
    const source = named === null ? null : project.source(file)
    return source === null || mayChange(source, named!)
  }
  return (node) =>
    writers(node, () => {
      const named = ts.isObjectLiteralExpression(node) ? nameOfObject(node) : null
      return [...reachingFiles(node.getSourceFile().fileName, (file) => isWriter(file, named))]
    })
}

/** The object that was made of it the last time, where another would be the same: what hangs on it stays. */
function asMet<K extends object, T extends object>(met: WeakMap<K, T>, key: K, made: T): T {
  const before = met.get(key)
  if (before !== undefined && isSameData(before, made)) return before
  met.set(key, made)
  return made
}
