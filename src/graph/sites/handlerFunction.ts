import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { pathRoot } from '../syntax/pathRoot'
import { standsIn } from '../syntax/standsIn'
import { unwrapped } from '../syntax/unwrapped'
import { lookup } from '../syntax/scope'
import { identity } from '../values/identity'
import { alternatives, functionsIn, type FunctionValue } from '../values/value'
import { enclosingFunction, type FunctionNode } from '../syntax/functionAround'

/** `const h = wrap(h)` has no end. */
const mostWrappers = 8

/** The function that an expression gives; for a wrapped one, `withLog(handler)`, the function that is wrapped. Null when it is not in the text. */
export function handlerFunction(evaluator: Evaluator, node: ts.Expression, depth = 0): FunctionValue | null {
  if (depth > mostWrappers) return null
  const inner = unwrapped(node) ?? initializerOf(node) ?? node
  if (ts.isCallExpression(inner)) {
    for (const argument of inner.arguments) {
      const wrapped = handlerFunction(evaluator, argument, depth + 1)
      if (wrapped !== null) return wrapped
    }
  } else if (inner !== node) return handlerFunction(evaluator, inner, depth + 1)
  const found = alternatives(evaluator.evaluate(node)).filter((one) => one.kind === 'function')
  // Of several it is not told which.
  return found.every((one) => one.node === found[0]!.node) ? (found[0] ?? null) : null
}

/**
 * The function that a handler stands for where it only hands on what it is given: to a parameter of the function that registers it, to an
 * item of a table, to a method that the class of its object has. The handler itself where its own text says whom it calls.
 */
export function delegateOf(evaluator: Evaluator, handler: FunctionValue, depth = 0): FunctionNode {
  const scope = handler.scope ?? evaluator.scope()
  if (scope === null || handler.node.body === undefined || depth > mostWrappers) return handler.node
  for (const call of handedOnIn(handler.node)) {
    // The app's own handler may call much, `to.publish(body)`: only what ends in a call of one function goes on to it.
    if (depth > 0 && !(endsIn(handler.node, call) && (isOnThis(call) || isHandedIn(call.expression)))) continue
    const value = evaluator.within(scope, () => evaluator.evaluate(call.expression))
    if (value.kind !== 'function') continue
    const anywhere = evaluator.within(null, () => evaluator.evaluate(call.expression))
    const isFixed = !isHandedIn(call.expression) && anywhere.kind === 'function' && anywhere.node === value.node
    if (!isFixed) return delegateOf(evaluator, value, depth + 1)
    const found = isOnThis(call) ? delegateOf(evaluator, value, depth + 1) : value.node
    if (found !== value.node) return found
  }
  return handler.node
}

/** Whether a call is what a function does last. */
function endsIn({ body }: FunctionNode, call: ts.CallExpression): boolean {
  const last = ts.isBlock(body!) ? body.statements.at(-1) : body
  const ended = last !== undefined && (ts.isExpressionStatement(last) || ts.isReturnStatement(last)) ? last.expression : last
  return (ended !== undefined && ts.isAwaitExpression(ended) ? ended.expression : ended) === call
}

/**
 * The calls in a function that hand on something of its parameters, as it is or as names that are made of it, to none of them, and begin with
 * no word of its own.
 */
function handedOnIn({ parameters, body }: FunctionNode): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = []
  const own = new Set<ts.Node>(parameters)
  const isOwn = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node)) return ts.forEachChild(node, (child) => isOwn(child) || undefined) === true
    const declaration = lookup(node, node.text)
    return declaration !== null && [...own].some((one) => standsIn(declaration, one))
  }
  const isGiven = (callee: ts.Expression): boolean => {
    const root = pathRoot(callee)
    const declaration = ts.isIdentifier(root) ? lookup(root, root.text) : null
    return declaration !== null && parameters.some((one) => standsIn(declaration, one))
  }
  const isPassing = ({ expression, arguments: all }: ts.CallExpression): boolean =>
    // Not emit('sent', body): there it is the handler that publishes.
    all.some(isOwn) && !ts.isStringLiteralLike(all[0]!) && !isGiven(expression)
  const visit = (node: ts.Node): void => {
    // const { id } = event.body
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && isOwn(node.initializer)) own.add(node)
    if (ts.isCallExpression(node) && isPassing(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(body!)
  return found
}

/** What a function that is written as a handler hands on to that others handed in. */
export function calleesHandedIn(handler: ts.Expression): readonly ts.Expression[] {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return []
  return handedOnIn(handler).flatMap(({ expression }) => (isHandedIn(expression) ? [expression] : []))
}

/** Whether a name is that of a parameter, of an item of a loop, or of a part of one. */
function isHandedIn(callee: ts.Expression): boolean {
  const declaration = ts.isIdentifier(callee) ? lookup(callee, callee.text) : null
  return declaration !== null && isOfCallOrWalk(declaration)
}

function isOfCallOrWalk(declaration: ts.Node): boolean {
  const isGiven = (one: ts.Node): boolean =>
    ts.isParameter(one) || (ts.isVariableDeclarationList(one) && (ts.isForOfStatement(one.parent) || ts.isForInStatement(one.parent)))
  return ts.findAncestor(declaration, (one) => (isGiven(one) ? true : ts.isStatement(one) ? 'quit' : false)) !== undefined
}

function isOnThis({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword
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
  const found = new Map<unknown, FunctionValue>()
  const visit = (one: ts.Node): void => {
    const declaration = ts.isIdentifier(one) ? lookup(one, one.text) : null
    const isGiven =
      declaration !== null && !standsIn(declaration, node) && (isOfCallOrWalk(declaration) || enclosingFunction(declaration) !== null)
    if (isGiven) for (const run of functionsIn(evaluator.evaluate(one as ts.Identifier))) found.set(identity(run), run)
    ts.forEachChild(one, visit)
  }
  evaluator.within(scope, () => visit(node.body!))
  return [...found.values()].flatMap((run) => [run, ...functionsGiven(evaluator, run, depth + 1)])
}

function initializerOf(node: ts.Expression): ts.Expression | null {
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration)) return null
  const { initializer } = declaration
  return initializer !== undefined && ts.isCallExpression(initializer) ? initializer : null
}
