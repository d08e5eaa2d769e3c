import { ts } from 'ts-morph'
import { functionSite } from '../handlerFunction'
import { spanOf } from '../siteOf'
import { unwrapped } from '../unwrapped'
import type { FunctionNode } from '../value'
import type { FloatingFacts } from './callFacts'

/** Of a call whose promise nobody takes: a statement of its own, or the last part of one. Null where somebody does, or may. */
export function floatingFacts(call: ts.CallExpression): FloatingFacts | null {
  let node: ts.Node = call
  while (!ts.isExpressionStatement(node.parent)) {
    const { parent } = node
    if (!isPassedOn(node, parent)) return null
    node = parent
  }
  const around = enclosingFunction(call)
  return { callee: spanOf(call.expression), canAwait: isAsync(around), function: around === null ? null : functionSite(around) }
}

/** Whether a node's value becomes its parent's. */
function isPassedOn(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isAwaitExpression(parent)) return false
  if (ts.isConditionalExpression(parent)) return parent.condition !== node
  if (ts.isBinaryExpression(parent)) return parent.right === node && isLogical(parent.operatorToken.kind)
  return ts.isExpression(parent) && unwrapped(parent) === node
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
  )
}

/** The function whose code a node is part of. */
export function enclosingFunction(node: ts.Node): FunctionNode | null {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isClassStaticBlockDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isParameter(at)) return null
    if (ts.isFunctionLike(at) && 'body' in at) return at
  }
  return null
}

export function isAsync(node: FunctionNode | null): boolean {
  return node?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true
}
