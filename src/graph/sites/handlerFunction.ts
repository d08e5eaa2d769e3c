import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { delegateOf } from './delegateOf'
import { handedIn } from '../syntax/handedIn'
import { unwrapped } from '../syntax/unwrapped'
import { lookup } from '../syntax/scope'
import { identity } from '../values/identity'
import { alternatives, functionsIn, type FunctionValue } from '../values/value'

/** `const h = wrap(h)` has no end. */
const mostWrappers = 8

/** The function that an expression gives; for a wrapped one, `withLog(handler)`, the function that is wrapped, unless what wraps it is seen to do more with the event. Null when it is not in the text. */
export function handlerFunction(evaluator: Evaluator, node: ts.Expression): FunctionValue | null {
  const wrapped = wrappedFunction(evaluator, node)
  const made = evaluator.evaluate(node)
  if (wrapped === null || made.kind !== 'function' || made.node === wrapped.node) return wrapped
  return delegateOf(evaluator, made, false, 1) === delegateOf(evaluator, wrapped, false, 1) ? wrapped : made
}

function wrappedFunction(evaluator: Evaluator, node: ts.Expression, depth = 0): FunctionValue | null {
  if (depth > mostWrappers) return null
  const inner = unwrapped(node) ?? initializerOf(node) ?? node
  if (ts.isCallExpression(inner)) {
    for (const argument of inner.arguments) {
      const wrapped = wrappedFunction(evaluator, argument, depth + 1)
      if (wrapped !== null) return wrapped
    }
  } else if (inner !== node) return wrappedFunction(evaluator, inner, depth + 1)
  const found = alternatives(evaluator.evaluate(node)).filter((one) => one.kind === 'function')
  // Of several it is not told which.
  return found.every((one) => one.node === found[0]!.node) ? (found[0] ?? null) : null
}

/** The functions that a call of the expression, `withLog(pipe(load, send))`, is handed, in order, those of a list too. */
export function wrappedFunctions(evaluator: Evaluator, node: ts.Expression, depth = 0): FunctionValue[] {
  const inner = unwrapped(node) ?? initializerOf(node) ?? node
  if (depth > mostWrappers) return []
  if (!ts.isCallExpression(inner)) return inner === node ? [] : wrappedFunctions(evaluator, inner, depth + 1)
  return inner.arguments.flatMap((argument) => [
    ...functionsIn(evaluator.evaluate(argument)),
    ...wrappedFunctions(evaluator, argument, depth + 1),
  ])
}

/** The functions that a function runs as it was made: those that its text names by what calls and loops around it give or make, in order. */
export function functionsGiven(evaluator: Evaluator, { node, scope }: FunctionValue, depth = 0): FunctionValue[] {
  if (scope === undefined || node.body === undefined || depth > mostWrappers) return []
  const runs = evaluator.within(scope, () => handedIn(node.body!, node).flatMap((name) => functionsIn(evaluator.evaluate(name))))
  const all = new Map(runs.map((run) => [identity(run), run]))
  return [...all.values()].flatMap((run) => [run, ...functionsGiven(evaluator, run, depth + 1)])
}

function initializerOf(node: ts.Expression): ts.Expression | null {
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration)) return null
  const { initializer } = declaration
  return initializer !== undefined && ts.isCallExpression(initializer) ? initializer : null
}
