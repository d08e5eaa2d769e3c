import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import { registrationsOf } from './registrationOf'
import { routesOfFile } from './routeFile'
import type { FunctionNode } from '../values/value'

/** Whether Ampt runs a function for something other than an event: a route, a task, a listener; wrapped by others or not. */
export function isRegistered(evaluator: Evaluator, uses: FunctionUses, run: FunctionNode): boolean {
  const places = [run, ...uses.of(run).flatMap(({ node, isHandedOn }) => (isHandedOn ? [node] : []))]
  return places.some((place) => isHandedOver(evaluator, uses, place)) || routesOfFile(run).length > 0
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
