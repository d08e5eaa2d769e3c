import { ts } from 'ts-morph'
import { lookup } from '../syntax/scope'
import type { Evaluator } from './evaluate'

/** Whether an expression gives what no code of the workspace made: a global, what a package exports, or what these make of themselves. */
export function isForeign(evaluator: Evaluator, node: ts.Expression): boolean {
  if (ts.isNewExpression(node) || ts.isAwaitExpression(node)) return isForeign(evaluator, node.expression)
  // What hangs on an object that was made, such as the services of a container, may be ours.
  if (ts.isPropertyAccessExpression(node)) return !isVariable(node.expression) && isForeign(evaluator, node.expression)
  // What a package's own function makes of nothing of ours; an object of it, such as a container, may hold ours.
  if (ts.isCallExpression(node)) {
    return ts.isIdentifier(node.expression) && !node.arguments.some(ts.isIdentifier) && isForeign(evaluator, node.expression)
  }
  if (!ts.isIdentifier(node)) return false
  const declaration = lookup(node, node.text)
  if (declaration === null) return node.text !== 'exports' && node.text !== 'arguments'
  if (ts.isVariableDeclaration(declaration)) {
    const { initializer } = declaration
    return initializer !== undefined && ts.isIdentifier(declaration.name) && isForeign(evaluator, initializer)
  }
  const from = ts.findAncestor(declaration, ts.isImportDeclaration)
  if (from === undefined || !ts.isStringLiteral(from.moduleSpecifier)) return false
  const target = evaluator.project.resolve(node.getSourceFile().fileName, from.moduleSpecifier.text)
  return target === null || 'sdk' in target
}

function isVariable(node: ts.Expression): boolean {
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration !== null && ts.isVariableDeclaration(declaration)
}
