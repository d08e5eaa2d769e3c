import { ts } from 'ts-morph'
import { assignmentsTo } from '../syntax/assignments'
import { callBefore, callsOn, rootOfChain } from '../syntax/callsOn'
import { enclosingFunction } from '../syntax/functionAround'
import { someNode } from '../syntax/someNode'
import { bare } from '../syntax/unwrapped'
import type { Evaluator } from './evaluate'
import { changedList, firstValues, type LocalDeclaration } from './evaluateDeclaration'
import { comesTo } from '../calls/isReached'
import { choice } from './choice'
import { calledOn, isGiven, isOneObject } from './ofCall'
import { alternatives, type Value } from './value'

/** Each may be read by the next. */
const mostAssignments = 4
/** So many statements are looked back at once. */
const deepest = 50

/** Whether a declaration is one of a function's own names that are given other values later, or name an object that is. */
export function isReassigned(evaluator: Evaluator, node: ts.Node): node is LocalDeclaration {
  const isOwn =
    ts.isParameter(node) || ts.isBindingElement(node) || (ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent))
  return isOwn && (assignmentsTo(node).length > 0 || mayTakeSteps(evaluator, node))
}

/** Whether a name is of an object of a class that is called on in statements. */
function mayTakeSteps(evaluator: Evaluator, node: LocalDeclaration): boolean {
  return alternatives(evaluator.declared(node)).some(isOneObject) && callsOn(node).length > 0
}

/**
 * The value of a function's own name where it is read: what was assigned to it, or called on it, before, as far as the call at hand comes to that. Null where the text
 * does not say in which order it goes: in loops, and where functions within assign to it or are made before.
 */
export function valueWhereRead(evaluator: Evaluator, declaration: LocalDeclaration, read: ts.Identifier): Value | null {
  const before = mayTakeSteps(evaluator, declaration) ? callBefore(read) : null
  const called = before === null ? null : calledBefore(evaluator, declaration, before)
  if (called !== null) return called
  const around = ts.findAncestor(declaration, ts.isFunctionLike)
  const assigned = assignmentsTo(declaration)
  const steps = mayTakeSteps(evaluator, declaration) ? callsOn(declaration) : []
  const all = [...assigned, ...steps].sort((a, b) => (a?.pos ?? 0) - (b?.pos ?? 0))
  if (around === undefined || all.length > mostAssignments) return null
  const made = madeAt(read, around)
  if (made !== read && (ts.isFunctionDeclaration(made) || all.some((right) => right === null || right.end > made.pos))) return null
  let values = assigned.length === 0 ? [evaluator.declared(declaration)] : firstValues(evaluator, declaration)
  for (const right of all) {
    if (right === null || madeAt(right, around) !== right || isRepeatedFor(right, declaration)) return null
    if (right.end > made.pos) continue
    const told = comesTo(evaluator, right.parent, around)
    if (told === false) continue
    const isStep = !assigned.includes(right)
    const value = isStep ? calledOn(evaluator, right as ts.CallExpression) : evaluator.evaluate(right)
    values = told === true && (isStep || isGiven(right)) ? [value] : [...values, value]
  }
  return ts.isVariableDeclaration(declaration) ? changedList(evaluator, declaration, choice(values)) : choice(values)
}

/** An object as the statement before leaves it; null where others may have it meanwhile. */
function calledBefore(evaluator: Evaluator, declaration: LocalDeclaration, statement: ts.Expression): Value | null {
  const call = bare(statement)
  const isShared = enclosingFunction(declaration) === null
  if (!ts.isCallExpression(call) || statement === declaration.initializer || (isShared && someNode(statement, ts.isAwaitExpression)))
    return null
  // Step by step, they would be too deep.
  let far: ts.Expression | null = rootOfChain(call)
  for (let count = 0; count < deepest && far !== null; count++) far = rootBefore(far)
  if (far !== null) evaluator.evaluate(far)
  return calledOn(evaluator, call)
}

function rootBefore(root: ts.Expression): ts.Expression | null {
  const before = ts.isIdentifier(root) ? callBefore(root) : null
  const call = before === null ? null : bare(before)
  return call !== null && ts.isCallExpression(call) ? rootOfChain(call) : null
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
