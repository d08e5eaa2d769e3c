import { ts } from 'ts-morph'
import { lookup } from '../syntax/scope'
import { enclosingFunction, isAsync, type FunctionNode } from '../syntax/functionAround'
import { unwrapped } from '../syntax/unwrapped'
import { someNode } from '../syntax/someNode'

// Where the promise of a call goes, as the text around it tells.

/** Whether the promise of a function waits for that of a call in it. */
export function isHandedOn(call: ts.Expression, around: FunctionNode): boolean {
  if (enclosingFunction(call) !== around) return false
  let node = call
  while (isPassedOn(node, node.parent)) node = node.parent
  return handsOn(around, node)
}

export function handsOn(around: FunctionNode, node: ts.Node): boolean {
  return isReturnedBy(around, node) || (ts.isAwaitExpression(node.parent) && isAsync(around))
}

export function isReturnedBy(run: FunctionNode, node: ts.Node): boolean {
  return node.parent === run || ts.isReturnStatement(node.parent)
}

export function isDropped(node: ts.Node): boolean {
  const { parent } = node
  const isComma = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken
  return ts.isExpressionStatement(parent) || (isComma && parent.left === node) || isUnused(parent)
}

/** `const sent = publish(…)` whose name nothing in the function reads. */
function isUnused(node: ts.Node): boolean {
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return false
  const { name } = node
  const reads = (one: ts.Node): boolean => ts.isIdentifier(one) && one.text === name.text && one !== name
  const around = enclosingFunction(node)
  return around?.body !== undefined && !someNode(around.body, reads)
}

/** Whether a node's value becomes its parent's. */
export function isPassedOn(node: ts.Node, parent: ts.Node): parent is ts.Expression {
  if (ts.isAwaitExpression(parent)) return false
  if (ts.isConditionalExpression(parent)) return parent.condition !== node
  if (ts.isBinaryExpression(parent)) return parent.right === node && isPassingOn(parent.operatorToken.kind)
  if (ts.isArrayLiteralExpression(parent)) return isPassedOn(parent, parent.parent)
  if (ts.isPropertyAccessExpression(parent)) return isChained(node, parent)
  if (ts.isCallExpression(parent)) {
    if (ts.isPropertyAccessExpression(node) && parent.expression === node) return isChained(node.expression, node)
    return parent.arguments[0] === node && /^Promise\.all(Settled)?$/.test(parent.expression.getText())
  }
  return ts.isExpression(parent) && unwrapped(parent) === node
}

/** `publish(…).then(done)`: what that gives fails with the promise. It may be what sends the response, where no async function is there to wait. */
function isChained(node: ts.Node, { expression, name, parent: call }: ts.PropertyAccessExpression): boolean {
  if (expression !== node || !ts.isCallExpression(call) || !isAsync(enclosingFunction(node))) return false
  return name.text === 'finally' || (name.text === 'then' && call.arguments.length < 2)
}

function isPassingOn(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.CommaToken
  )
}

/** The call of a method of a list that is given a function. */
export function methodTaking(callback: ts.Node, method: string): ts.CallExpression | null {
  const { parent } = callback
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== callback) return null
  return ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === method ? parent : null
}

const timers: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])

/** What drops a promise that waits for none. */
export interface Dropper {
  readonly at: ts.CallExpression
  readonly droppedBy: 'forEach' | 'timer'
}

/** The call that runs a function, and waits for no promise that it returns. */
export function dropperOf(callback: ts.Node): Dropper | null {
  const loop = methodTaking(callback, 'forEach')
  if (loop !== null) return { at: loop, droppedBy: 'forEach' }
  const { parent: at } = callback
  if (!ts.isCallExpression(at) || !ts.isIdentifier(at.expression) || at.arguments[0] !== callback) return null
  return timers.has(at.expression.text) && lookup(at, at.expression.text) === null ? { at, droppedBy: 'timer' } : null
}
