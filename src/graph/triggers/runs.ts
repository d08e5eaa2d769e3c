import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { functionAround, isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import type { FunctionUses } from '../calls/functionUses'
import type { ReachingFiles } from '../modules/reachingFiles'
import type { Trigger } from '../../model/graph'
import type { Item } from '../values/item'
import { frameworkRoutes } from './frameworkRoutes'
import { registrationsOf } from './registrationOf'
import { alternatives, type FunctionValue, type Scope } from '../values/value'
import type { Given } from '../calls/given'
import { isOfExpress, verbs } from '../values/router'

/** Something that Ampt runs, under a function or a call that hands it over. */
export interface Run {
  readonly trigger: Trigger
  /** The call that the function was made in, where that is told. */
  readonly scope: Scope | null
  /** The functions that it may be, as they were made; none where that is not told. */
  readonly functions: readonly Pick<FunctionValue, 'node' | 'scope'>[]
  /** Of a handler, the item of a walk that names its event. */
  readonly item?: Item | null
}

/** What Ampt runs by itself, and where. */
export interface Runs {
  /** What runs a function, or what a call hands over. */
  of(node: ts.Node): readonly Run[]
  /** What a call registers its functions for. */
  by(call: ts.CallExpression): readonly Run[]
  /** Whether what a call of a function comes to at a node runs elsewhere: Ampt calls the function, whoever is handed it does, or Ampt is handed one that is written in it. */
  areElsewhere(given: Given, node: ts.Node): boolean
  /** Whether a function is handed to Ampt, or is used in one that is. */
  isHandler(run: FunctionNode): boolean
  /** Whether a function is handed to Ampt itself, wrapped by others or not. */
  isHandedOver(run: FunctionNode): boolean
  /** Whether it is what Express runs, which waits for no promise. */
  isOfExpress(run: FunctionNode): boolean
  /** Whether a node is an argument of a call that hands it to Ampt, or part of one. */
  isHandedToAmpt(node: ts.Node): boolean
}

/** Handlers of events are told by the journal, the rest by the calls that register it. */
export function createRuns(evaluator: Evaluator, uses: FunctionUses, reachingFiles: ReachingFiles): Runs {
  const { journal } = evaluator.project

  function of(node: ts.Node): readonly Run[] {
    return [...(journal.told('runs', node) as readonly Run[]), ...(ts.isCallExpression(node) ? [] : byFramework(node))]
  }

  function byFramework(node: ts.Node): readonly Run[] {
    return frameworkRoutes(evaluator, reachingFiles, node).map((route) => ({ ...route, functions: [] }))
  }

  function by(call: ts.CallExpression): readonly Run[] {
    const handled = of(call)
    if (handled.length > 0) return handled
    return [...registrationsOf(evaluator, uses, call), ...byFramework(call)]
  }

  function areElsewhere({ to, isHandled = false, isMaker = false }: Given, node: ts.Node): boolean {
    return isHandled || isMaker || functionAround(node) !== to.node || isInHandler(node)
  }

  /** Whether a node stands in a function that is written where it is handed to Ampt, or to what hands it to Ampt. */
  function isInHandler(node: ts.Node, seen = new Set<ts.Node>()): boolean {
    const end = functionAround(node)
    for (let at = node; at !== end && !ts.isSourceFile(at); at = at.parent) if (isFunctionNode(at) && isHandler(at, seen)) return true
    return false
  }

  function isHandler(run: FunctionNode, seen = new Set<ts.Node>()): boolean {
    if (seen.has(run)) return false
    seen.add(run)
    if (isHandedOver(run)) return true
    return uses.of(run).some(({ node, isHandedOn }) => !isHandedOn && (isInHandler(node, seen) || isInHandedOver(node)))
  }

  /** Where a function is written, and where it is handed to something by its name. */
  function placesOf(run: FunctionNode): readonly ts.Node[] {
    return [run, ...uses.of(run).flatMap(({ node, isHandedOn }) => (isHandedOn ? [node] : []))]
  }

  function isHandedOver(run: FunctionNode): boolean {
    return of(run).length > 0 || placesOf(run).some(isHandedToAmpt)
  }

  /** `(fn) => (request, response) => fn(request, response)`: what that makes is handed over where it is made. */
  function isInHandedOver(node: ts.Node): boolean {
    const around = functionAround(node)
    return around !== null && uses.of(around).some(({ node, isHandedOn }) => isHandedOn && isHandedToAmpt(node))
  }

  function isHandedToAmpt(node: ts.Node): boolean {
    for (let at = node; ts.isExpression(at.parent) || ts.isPropertyAssignment(at.parent); at = at.parent) {
      const { parent } = at
      if (ts.isCallExpression(parent) && parent.expression !== at && by(parent).length > 0) return true
      if (ts.isArrowFunction(parent)) return false
    }
    return false
  }

  /** Whether a node, itself or in a list, is what an app or a router of Express runs: not what another makes of it, which may wait. */
  function isHandedToExpress({ parent }: ts.Node): boolean {
    if (ts.isArrayLiteralExpression(parent)) return isHandedToExpress(parent)
    if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false
    const { name, expression } = parent.expression
    if (name.text !== 'use' && !verbs.has(name.text)) return false
    return alternatives(evaluator.evaluate(expression)).some((one) => one.kind === 'made' && isOfExpress(one))
  }

  return {
    of,
    by,
    areElsewhere,
    isHandler: (run) => isHandler(run),
    isHandedOver,
    isOfExpress: (run) => placesOf(run).some(isHandedToExpress),
    isHandedToAmpt,
  }
}
