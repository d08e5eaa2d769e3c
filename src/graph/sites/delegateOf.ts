import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import type { Evaluator } from '../values/evaluate'
import { handedIn } from '../syntax/handedIn'
import { pathRoot } from '../syntax/pathRoot'
import { standsIn } from '../syntax/standsIn'
import { lookup } from '../syntax/scope'
import { someNode } from '../syntax/someNode'
import { identity } from '../values/identity'
import { memberNames } from '../values/members'
import { isText } from '../values/text'
import { alternatives, type FunctionValue, type Value } from '../values/value'
import type { FunctionNode } from '../syntax/functionAround'

/** `const h = wrap(h)` has no end. */
const mostDelegates = 8

/**
 * The function that a handler stands for where all it does with the event is to hand it on: to what callers or a walk hand in, with the name
 * or without (`isNamed`), to an item of a table, to a method that the class of its object has. The handler itself where its own text says
 * whom it calls, where it hands on to several, and, unless they are named with it, where it goes on by itself or publishes.
 */
export function delegateOf(evaluator: Evaluator, handler: FunctionValue, isNamed: boolean, depth = 0): FunctionNode {
  const { node } = handler
  const scope = handler.scope ?? evaluator.scope()
  if (scope === null || node.body === undefined || depth > mostDelegates) return node
  const all = evaluator.within(scope, () => handedOn(evaluator, node))
  const open = all.filter(({ isFixed }) => !isFixed)
  const [given, ...others] = open.length > 0 ? open : all.filter(({ call }) => isOnThis(call))
  if (given === undefined || others.some(({ run }) => identity(run) !== identity(given.run))) return node
  const isWhole = ts.isIdentifier(given.call.expression)
  const isAll = endsIn(node, given.call) ? isWhole || isOnThis(given.call) : isWhole && depth > 0
  if (!isNamed && !(isAll && !evaluator.within(scope, () => publishes(evaluator, node)))) return node
  const found = delegateOf(evaluator, given.run, false, depth + 1)
  return given.isFixed && found === given.run.node ? node : found
}

/** Whether a call is what a function does last. */
function endsIn({ body }: FunctionNode, call: ts.CallExpression): boolean {
  const last = ts.isBlock(body!) ? body.statements.at(-1) : body
  const ended = last !== undefined && (ts.isExpressionStatement(last) || ts.isReturnStatement(last)) ? last.expression : last
  return (ended !== undefined && ts.isAwaitExpression(ended) ? ended.expression : ended) === call
}

/** Whether a function publishes by itself, or calls what does. */
function publishes(evaluator: Evaluator, node: FunctionNode): boolean {
  const { journal } = evaluator.project
  return callsIn(node.body!).some((call) => {
    const run = evaluator.evaluate(call.expression)
    if (run.kind !== 'function') return run.kind === 'sdk' && run.part === 'publish'
    const mayPublish = journal.isTold('asked', run.node) || journal.isTold('eventCall', run.node)
    return mayPublish && (isFixed(evaluator, node, call.expression, run) || isNaming(evaluator, node, call, run))
  })
}

/** `emit('sent', body)`, `emit({ type: 'sent', body })`, `emit(sent(body))`: not the event goes on, another is named. */
function isNaming(evaluator: Evaluator, node: FunctionNode, { arguments: [name] }: ts.CallExpression, run: FunctionValue): boolean {
  if (name === undefined || handedIn(name, node).length > 0) return false
  const value = evaluator.evaluate(name)
  const isName = (one: Value): boolean => alternatives(one).every(isText)
  if (isName(value)) return handedIn(name).length === 0
  if (!evaluator.project.journal.isTold('asked', run.node)) return false
  return memberNames(evaluator, value)?.some((key) => isName(evaluator.member(value, key))) === true
}

interface HandedOn {
  readonly call: ts.CallExpression
  readonly run: FunctionValue
  /** The text says whom it calls, whoever made the function. */
  readonly isFixed: boolean
}

/** What a function calls with something of its parameters. */
function handedOn(evaluator: Evaluator, node: FunctionNode): readonly HandedOn[] {
  return passingCalls(node).flatMap((call) => {
    const run = evaluator.evaluate(call.expression)
    return run.kind === 'function' && !isNaming(evaluator, node, call, run)
      ? [{ call, run, isFixed: isFixed(evaluator, node, call.expression, run) }]
      : []
  })
}

function isFixed(evaluator: Evaluator, node: FunctionNode, callee: ts.Expression, run: FunctionValue): boolean {
  if (handedIn(callee, node).some((name) => !standsIn(run.node, lookup(name, name.text)!))) return false
  const anywhere = evaluator.within(null, () => evaluator.evaluate(callee))
  return anywhere.kind === 'function' && anywhere.node === run.node
}

/** The calls in a function that hand on something of its parameters, as it is or as names that are made of it, and to none of them. */
const passingCalls = onceFor(({ parameters, body }: FunctionNode): readonly ts.CallExpression[] => {
  const own = new Set<ts.Node>(parameters)
  const names = (node: ts.Node, all: readonly ts.Node[]): boolean =>
    someNode(node, (one) => {
      const declaration = ts.isIdentifier(one) ? lookup(one, one.text) : null
      return declaration !== null && all.some((other) => standsIn(declaration, other))
    })
  someNode(body!, (node) => {
    // const { id } = event.body
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && names(node.initializer, [...own])) own.add(node)
    return false
  })
  return callsIn(body!).filter(
    (call) => call.arguments.some((one) => names(one, [...own])) && !names(pathRoot(call.expression), parameters),
  )
})

/** The calls in a function's body, but for those that a condition asks, and those after a failure. */
function callsIn(body: ts.Node): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCatchClause(node) || isCondition(node)) return
    if (ts.isCallExpression(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

function isCondition(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isIfStatement(parent)) return parent.expression === node
  if (ts.isConditionalExpression(parent)) return parent.condition === node
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && parent.left === node
}

/** What a function that is written as a handler hands on to that others handed in. */
export function calleesHandedIn(handler: ts.Expression): readonly ts.Expression[] {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return []
  const callees = passingCalls(handler).map(({ expression }) => expression)
  return callees.filter((one) => !ts.isPropertyAccessExpression(one) && handedIn(one, handler).length > 0)
}

function isOnThis({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword
}
