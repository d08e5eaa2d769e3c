import { ts } from 'ts-morph'
import { assignmentsTo } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { changedList, firstValues, type LocalDeclaration } from './evaluateDeclaration'
import { comesTo } from '../calls/isReached'
import { choice } from './choice'
import type { Value } from './value'

/** Each may be read by the next. */
const mostAssignments = 4

/** Whether a declaration is one of a function's own names that are given other values later. */
export function isReassigned(node: ts.Node): node is LocalDeclaration {
  const isOwn =
    ts.isParameter(node) || ts.isBindingElement(node) || (ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent))
  return isOwn && assignmentsTo(node).length > 0
}

/**
 * The value of a function's own name where it is read: what was assigned before, as far as the call at hand comes to that. Null where the text
 * does not say in which order it goes: in loops, and where functions within assign to it or are made before.
 */
export function valueWhereRead(evaluator: Evaluator, declaration: LocalDeclaration, read: ts.Identifier): Value | null {
  const around = ts.findAncestor(declaration, ts.isFunctionLike)
  const all = assignmentsTo(declaration)
  if (around === undefined || all.length > mostAssignments) return null
  const made = madeAt(read, around)
  if (made !== read && (ts.isFunctionDeclaration(made) || all.some((right) => right === null || right.end > made.pos))) return null
  let values = firstValues(evaluator, declaration)
  for (const right of all) {
    if (right === null || madeAt(right, around) !== right || isRepeatedFor(right, declaration)) return null
    if (right.end > made.pos) continue
    const told = comesTo(evaluator, right.parent, around)
    if (told === false) continue
    const isSure = told === true && ts.isBinaryExpression(right.parent) && right.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    values = isSure ? [evaluator.evaluate(right)] : [...values, evaluator.evaluate(right)]
  }
  return ts.isVariableDeclaration(declaration) ? changedList(evaluator, declaration, choice(values)) : choice(values)
}

/** The outermost function that a node stands in within another; itself where there is none. */
function madeAt(node: ts.Node, around: ts.Node): ts.Node {
  let made = node
  for (let at = node.parent; at !== around && at.parent !== undefined; at = at.parent) if (ts.isFunctionLike(at)) made = at
  return made
}

/** Whether a node stands in a loop that what is declared does not. */
function isRepeatedFor(node: ts.Node, declaration: ts.Node): boolean {
  const loop = ts.findAncestor(node, (one) => ts.isFunctionLike(one) || ts.isIterationStatement(one, false))
  return loop !== undefined && !ts.isFunctionLike(loop) && (declaration.pos < loop.pos || declaration.end > loop.end)
}
