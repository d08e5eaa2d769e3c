import { ts } from 'ts-morph'
import type { FunctionUses } from '../calls/functionUses'
import type { FunctionNode } from '../syntax/functionAround'
import { lookup } from '../syntax/scope'
import type { Evaluator } from '../values/evaluate'
import { isPart } from '../values/sdkMember'

/** Routers that are handed on further are not followed. */
const deepest = 8

/** The function, and which of its parameters a name is; null for any other expression. */
export function takenFor(object: ts.Expression): { readonly taker: FunctionNode; readonly index: number } | null {
  const parameter = ts.isIdentifier(object) ? lookup(object, object.text) : null
  if (parameter === null || !ts.isParameter(parameter) || !ts.isIdentifier(parameter.name)) return null
  const taker = parameter.parent as FunctionNode
  return { taker, index: taker.parameters.indexOf(parameter) }
}

/** Whether an expression stands for a router, or for a parameter for which a call passes one: `function secure(app) { app.use(audit) }`. */
export function standsForRouter(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, depth = 0): boolean {
  if (isPart(evaluator.evaluate(object), 'router')) return true
  const parameter = depth > deepest ? null : takenFor(object)
  const passed = (parameter === null ? [] : uses.of(parameter.taker)).flatMap(({ node, isHandedOn }) =>
    isHandedOn || !ts.isCallExpression(node) ? [] : (node.arguments[parameter!.index] ?? []),
  )
  return passed.some((one) => one !== object && standsForRouter(evaluator, uses, one, depth + 1))
}
