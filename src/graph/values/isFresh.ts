import { ts } from 'ts-morph'
import { callBefore } from '../syntax/callsOn'
import { enclosingFunction, type FunctionNode } from '../syntax/functionAround'
import { pathRoot } from '../syntax/pathRoot'
import { someNode } from '../syntax/someNode'
import { usesOfThis } from '../syntax/usesOfThis'
import { unwrapped } from '../syntax/unwrapped'
import { writesBy } from '../syntax/writesBy'
import type { Instance } from './classMembers'
import type { Evaluator } from './evaluate'
import { choice } from './choice'
import { writesIn } from './ofCall'
import { alternatives, withoutFreshness, type Value } from './value'

/** What a method is called on, `message.to('paid').send()`: where nothing came between its last step and this call, what the step wrote is what the method reads. */
export function calledOnFresh(
  evaluator: Evaluator,
  { expression: receiver, name, parent: call }: ts.PropertyAccessExpression,
  object: Value,
): Value {
  if (receiver.kind === ts.SyntaxKind.ThisKeyword || !ts.isCallExpression(call) || call.expression !== name.parent) return object
  const mayBeFresh = (one: Value): one is Instance => one.kind === 'instance' && one.step !== undefined
  if (!alternatives(object).some(mayBeFresh)) return object
  return choice(
    alternatives(object).map((one) => {
      if (!mayBeFresh(one)) return one
      const stale = withoutFreshness(one)
      return isRightBehind(evaluator, call, one) && leavesAsIs(evaluator, stale, name.text) ? { ...stale, isFresh: true } : stale
    }),
  )
}

/** Whether nothing comes between the last step of an object and a call on it. */
export function isRightBehind(evaluator: Evaluator, { expression: callee, arguments: args }: ts.CallExpression, one: Instance): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    !args.some((arg) => someNode(arg, ts.isAwaitExpression)) &&
    isAsSet(evaluator, callee.expression, one)
  )
}

/** Whether an expression gives an object right as its last step left it. */
function isAsSet(evaluator: Evaluator, node: ts.Expression, one: Instance): boolean {
  if (one.step === undefined) return false
  if (node === one.step.call) return isByItself(evaluator, one, one.step.scope.of as FunctionNode)
  const inner = ts.isAwaitExpression(node) ? null : ts.isIdentifier(node) ? callBefore(node) : unwrapped(node)
  if (inner !== null) return isAsSet(evaluator, inner, one)
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  return isRightBehind(evaluator, node, one) && leavesAsIs(evaluator, one, node.expression.name.text)
}

/** Methods that call methods are not followed further. */
const deepest = 4

/** Whether a method of an object writes nothing to it, and hands it to nobody. */
function leavesAsIs(evaluator: Evaluator, self: Instance, name: string, depth = 0): boolean {
  const all = alternatives(evaluator.member(self, name))
  return all.every((one) => one.kind === 'function' && writesIn(one.node).length === 0 && isByItself(evaluator, self, one.node, depth + 1))
}

/** Whether all that a method writes to its object is told by its own text, at once, and nobody else has the object from it. */
function isByItself(evaluator: Evaluator, self: Instance, method: FunctionNode, depth = 0): boolean {
  return isWrittenAtOnce(method) && usesOfThis(method).every(isOwn)

  function isOwn(one: ts.Node): boolean {
    const { parent } = one
    if (ts.isReturnStatement(parent)) return true
    if (one.kind !== ts.SyntaxKind.ThisKeyword || !ts.isPropertyAccessExpression(parent)) return false
    const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent
    return !isCalled || (depth < deepest && leavesAsIs(evaluator, self, parent.name.text, depth))
  }
}

/** Whether it is told what a method writes to its object, and that this is done when it returns. */
function isWrittenAtOnce(method: FunctionNode): boolean {
  const writes = writesIn(method)
  const isOther = (one: ts.Node): boolean =>
    writesBy(one).some(({ target, right }) => right === null && pathRoot(target).kind === ts.SyntaxKind.ThisKeyword) ||
    (writes.length > 0 && ts.isAwaitExpression(one))
  const isNamed = writes.every(({ right, name, isCopy }) => (name !== null || isCopy) && enclosingFunction(right!) === method)
  return isNamed && !someNode(method, isOther)
}
