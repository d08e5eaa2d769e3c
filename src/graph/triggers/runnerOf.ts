import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import { frameworkRoutes } from './frameworkRoutes'
import { registrationsOf } from './registrationOf'
import { alternatives } from '../values/value'
import type { FunctionNode } from '../syntax/functionAround'
import { isOfExpress, verbs } from '../values/router'

/** What runs a function for something other than an event: `express` waits for no promise. */
export type Runner = 'express' | 'other'

/** Tells what runs a function for something other than an event, a route, a task, a listener, wrapped by others or not; null for nothing that is known. */
export function runnerOf(evaluator: Evaluator, uses: FunctionUses, run: FunctionNode): Runner | null {
  const places = [run, ...uses.of(run).flatMap(({ node, isHandedOn }) => (isHandedOn ? [node] : []))]
  if (places.some((place) => isHandedToExpress(evaluator, place))) return 'express'
  return places.some((place) => isHandedOver(evaluator, uses, place)) || frameworkRoutes(evaluator, run).length > 0 ? 'other' : null
}

/** Whether a node, itself or in a list, is what an app or a router of Express runs: not what another makes of it, which may wait. */
function isHandedToExpress(evaluator: Evaluator, { parent }: ts.Node): boolean {
  if (ts.isArrayLiteralExpression(parent)) return isHandedToExpress(evaluator, parent)
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false
  const { name, expression } = parent.expression
  if (name.text !== 'use' && !verbs.has(name.text)) return false
  return alternatives(evaluator.evaluate(expression)).some((one) => one.kind === 'made' && isOfExpress(one))
}

/** Whether a call that a node is an argument of, or part of one, hands it to Ampt. */
function isHandedOver(evaluator: Evaluator, uses: FunctionUses, node: ts.Node): boolean {
  for (let at = node; ts.isExpression(at.parent) || ts.isPropertyAssignment(at.parent); at = at.parent) {
    const { parent } = at
    if (ts.isCallExpression(parent) && parent.expression !== at && registrationsOf(evaluator, uses, parent).length > 0) return true
    if (ts.isArrowFunction(parent)) return false
  }
  return false
}
