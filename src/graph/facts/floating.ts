import { ts } from 'ts-morph'
import { spanOf, withSpan } from '../syntax/siteOf'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import type { Runner } from '../triggers/runnerOf'
import type { FloatingFacts } from './callFacts'
import { commentForm } from './commentForm'
import type { Given } from '../calls/given'
import type { FunctionUse } from '../calls/functionUses'
import type { FunctionNode } from '../syntax/functionAround'
import { functionSite } from '../syntax/functionSite'

/** What is asked of the functions around a call. */
export interface Asking {
  /** What runs a function for something other than an event. */
  runnerOf(run: FunctionNode): Runner | null
  usesOf(run: FunctionNode): readonly FunctionUse[]
}

/** Calls of functions that hand on a promise, within each other, are not followed further. */
const deepest = 3

/**
 * Of a call whose promise nobody takes: it ends in a statement of its own, in a `forEach`, or is returned to Express. Where the function around it hands its promise
 * on, it is the calls of that which are looked at. None where somebody takes it, or may.
 */
export function floatingFacts(call: ts.CallExpression, given: Given | null, asking: Asking): readonly FloatingFacts[] {
  const own = droppedFacts(call, given, asking)
  if (own !== null) return [own]
  if (given === null) return ofCallers(call, asking, 1)
  if (!isHandedOn(call, given.to.node)) return []
  const { call: outer, callee, from } = given
  if (!ts.isCallExpression(outer)) return []
  if (callee === outer.expression) return floatingFacts(outer, from, asking)
  // names.forEach(send)
  const isWalked = methodTaking(callee, 'forEach') === outer && !ts.isVoidExpression(outer.parent)
  return isWalked ? [facts(outer, callee, { at: outer, taker: null, droppedBy: 'forEach' }, asking)] : []
}

/** The same of the calls of the function around: `async function notify() { await publish(…) }` */
function ofCallers(call: ts.CallExpression, asking: Asking, depth: number): readonly FloatingFacts[] {
  const around = enclosingFunction(call)
  // A callback has no callers that are told.
  if (around === null || depth > deepest || ts.isCallExpression(around.parent) || !isHandedOn(call, around)) return []
  return asking.usesOf(around).flatMap(({ node }) => {
    if (!ts.isCallExpression(node)) return []
    const own = droppedFacts(node, null, asking)
    return own === null ? ofCallers(node, asking, depth + 1) : [own]
  })
}

/** Whether the promise of a function waits for that of a call in it. */
function isHandedOn(call: ts.Expression, around: FunctionNode): boolean {
  if (enclosingFunction(call) !== around) return false
  let node = call
  while (isPassedOn(node, node.parent)) node = node.parent
  return handsOn(around, node)
}

function handsOn(around: FunctionNode, node: ts.Node): boolean {
  return isReturnedBy(around, node) || (ts.isAwaitExpression(node.parent) && isAsync(around))
}

const timers: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])

/** The call that runs a function, and waits for no promise that it returns. */
function dropperOf(callback: FunctionNode): Pick<Dropped, 'at' | 'droppedBy'> | null {
  const loop = methodTaking(callback, 'forEach')
  if (loop !== null) return { at: loop, droppedBy: 'forEach' }
  const { parent: at } = callback
  if (!ts.isCallExpression(at) || !ts.isIdentifier(at.expression) || at.arguments[0] !== callback) return null
  return timers.has(at.expression.text) && lookup(at, at.expression.text) === null ? { at, droppedBy: 'timer' } : null
}

function droppedFacts(call: ts.CallExpression, given: Given | null, asking: Asking): FloatingFacts | null {
  const callback = enclosingFunction(call)
  const dropper = callback === null ? null : dropperOf(callback)
  const inLoop = dropper && facts(call, call.expression, { ...dropper, taker: null }, asking)
  let node: ts.Expression = call
  let awaitAt: ts.Expression | null = call
  while (!isDropped(node)) {
    const { parent } = node
    if (ts.isVoidExpression(parent)) return null
    if (inLoop !== null && (isAsync(callback) || parent === callback)) return inLoop
    const around = enclosingFunction(node)
    const mapped = around !== null && handsOn(around, node) ? methodTaking(around, 'map') : null
    const next = mapped ?? (isPassedOn(node, parent) ? parent : null)
    if (next === null) {
      const isIgnored =
        callback !== null && isReturnedBy(callback, node) && mayBeRoute(callback, given) && asking.runnerOf(callback) === 'express'
      return isIgnored ? facts(call, call.expression, { at: node, taker: null, droppedBy: 'express' }, asking) : null
    }
    // An array of promises is not waited for by awaiting it.
    if (mapped !== null) awaitAt = null
    else if (ts.isCallExpression(next)) awaitAt = next
    node = next
  }
  return inLoop ?? facts(call, call.expression, { at: node, taker: awaitAt, droppedBy: null }, asking)
}

function isReturnedBy(run: FunctionNode, node: ts.Node): boolean {
  return node.parent === run || ts.isReturnStatement(node.parent)
}

/** Spares the search for what runs a wrapper, or what is handed to something other than a method. */
function mayBeRoute({ parent }: FunctionNode, given: Given | null): boolean {
  return ts.isCallExpression(parent) ? ts.isPropertyAccessExpression(parent.expression) : given === null
}

/** `at` drops the promise, `taker` could take it. */
interface Dropped {
  readonly at: ts.Node
  readonly taker: ts.Node | null
  readonly droppedBy: FloatingFacts['droppedBy']
}

function facts(call: ts.CallExpression, callee: ts.Expression, { at, taker, droppedBy }: Dropped, asking: Asking): FloatingFacts {
  const around = enclosingFunction(at)
  const canAwait = taker !== null && isAsync(around)
  return withSpan(call, {
    callee: spanOf(callee),
    comment: commentForm(call),
    awaitAt: canAwait ? spanOf(taker) : null,
    droppedBy,
    function:
      around === null
        ? null
        : { ...functionSite(around), isAsync: isAsync(around), isRegistered: !isAsync(around) && asking.runnerOf(around) !== null },
  })
}

function isDropped(node: ts.Node): boolean {
  const { parent } = node
  const isComma = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken
  return ts.isExpressionStatement(parent) || (isComma && parent.left === node) || isUnused(parent)
}

/** `const sent = publish(…)` whose name nothing in the function reads. */
function isUnused(node: ts.Node): boolean {
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return false
  const { name } = node
  const reads = (one: ts.Node): boolean =>
    (ts.isIdentifier(one) && one.text === name.text && one !== name) || ts.forEachChild(one, (child) => reads(child) || undefined) === true
  const around = enclosingFunction(node)
  return around?.body !== undefined && !reads(around.body)
}

/** Whether a node's value becomes its parent's. */
function isPassedOn(node: ts.Node, parent: ts.Node): parent is ts.Expression {
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
function methodTaking(callback: ts.Node, method: string): ts.CallExpression | null {
  const { parent } = callback
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== callback) return null
  return ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === method ? parent : null
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
