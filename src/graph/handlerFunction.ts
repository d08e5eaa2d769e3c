import { ts } from 'ts-morph'
import type { HandlerSite } from '../model/graph'
import type { Evaluator } from './evaluate'
import { unwrapped } from './unwrapped'
import { lookup } from './scope'
import { siteOf } from './siteOf'
import { alternatives, type FunctionNode, type FunctionValue } from './value'

/** `const h = wrap(h)` has no end. */
const mostWrappers = 8

/** The function that an expression gives; for a wrapped one, `withLog(handler)`, the function that is wrapped. Null when it is not in the text. */
export function handlerFunction(evaluator: Evaluator, node: ts.Expression, depth = 0): FunctionNode | null {
  if (depth > mostWrappers) return null
  const inner = unwrapped(node) ?? initializerOf(node) ?? node
  if (ts.isCallExpression(inner)) {
    for (const argument of inner.arguments) {
      const wrapped = handlerFunction(evaluator, argument, depth + 1)
      if (wrapped !== null) return wrapped
    }
  } else if (inner !== node) return handlerFunction(evaluator, inner, depth + 1)
  for (const value of alternatives(evaluator.evaluate(node))) if (value.kind === 'function') return value.node
  return null
}

/** The functions that a call of the expression, `withLog(pipe(load, send))`, is handed, in order. */
export function wrappedFunctions(evaluator: Evaluator, node: ts.Expression, depth = 0): FunctionValue[] {
  const inner = unwrapped(node) ?? initializerOf(node) ?? node
  if (depth > mostWrappers) return []
  if (!ts.isCallExpression(inner)) return inner === node ? [] : wrappedFunctions(evaluator, inner, depth + 1)
  return inner.arguments.flatMap((argument) => [
    ...alternatives(evaluator.evaluate(argument)).filter((one) => one.kind === 'function'),
    ...wrappedFunctions(evaluator, argument, depth + 1),
  ])
}

function initializerOf(node: ts.Expression): ts.Expression | null {
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration)) return null
  const { initializer } = declaration
  return initializer !== undefined && ts.isCallExpression(initializer) ? initializer : null
}

/** Where a function is declared, and its name: `const f = () => …` is `f`, an inline one has none. */
export function functionSite(node: FunctionNode): NonNullable<HandlerSite['function']> {
  const { parent } = node
  const owner =
    (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node
  const declaration = owner ? parent : node
  const name = declaration.name === undefined || ts.isConstructorDeclaration(declaration) ? null : declaration.name.getText()
  return { ...siteOf(declaration), name }
}
