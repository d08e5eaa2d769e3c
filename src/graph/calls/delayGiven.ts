import { ts } from 'ts-morph'
import { memberByType } from '../types/declaredType'
import { endedBefore } from '../syntax/ends'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import type { Evaluator } from '../values/evaluate'
import { alternatives, truth } from '../values/value'

/**
 * Whether what a call passes for a delay is there: its value or its type says so, or the code works it out or has asked for it. What is read
 * elsewhere, or off the environment, may be missing.
 */
export function isDelayGiven(evaluator: Evaluator, node: ts.Expression): boolean {
  const inner = unwrapped(node)
  if (inner !== null) return isDelayGiven(evaluator, inner)
  const { value, isOpen } = evaluator.within(null, () => evaluator.evaluateAsking(node))
  // if (!step) return, before step.delay
  const isOfAsked = ts.isPropertyAccessExpression(node) && isAsked(node.expression)
  const isTold = truth(value) === true && (!isOpen || isOfAsked)
  const mayBeMissing = alternatives(value).some((one) => truth(one) === false || (one.kind === 'range' && truth(one) === null))
  return isTold || (isWorkedOut(node) && !mayBeMissing) || isText(evaluator, node) || isAsked(node)
}

/** `addMinutes(new Date(), 5)`, `dayjs().add(5, 'minutes')`, `Math.max(1000, due)` */
function isWorkedOut(node: ts.Expression): boolean {
  const inner = unwrapped(node)
  if (inner !== null) return isWorkedOut(inner)
  if (ts.isBinaryExpression(node)) return arithmetic.has(node.operatorToken.kind)
  if (ts.isCallExpression(node)) {
    const { expression: callee } = node
    if (!ts.isPropertyAccessExpression(callee)) return declarationOf(callee) !== null
    return ts.isCallExpression(callee.expression) ? isWorkedOut(callee.expression) : callee.expression.getText() === 'Math'
  }
  const declaration = declarationOf(node)
  const isNamed = declaration !== null && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
  return isNamed && isWorkedOut(declaration.initializer)
}

const arithmetic: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.SlashToken,
])

function declarationOf(node: ts.Expression): ts.Node | null {
  return ts.isIdentifier(node) ? lookup(node, node.text) : null
}

/** Whether its type is `string`, and nothing else: `this.ttl` of `constructor(private ttl: string)`, or `ttl = '1 day'`. An empty one is no delay. */
function isText(evaluator: Evaluator, node: ts.Expression): boolean {
  const declaration = declarationOf(node)
  const typed = declaration !== null && ts.isParameter(declaration) ? declaration : memberByType(evaluator, node)?.member
  if (typed === undefined || !(ts.isParameter(typed) || ts.isPropertyDeclaration(typed) || ts.isPropertySignature(typed))) return false
  const isDefault = ts.isParameter(typed) && typed.initializer !== undefined && ts.isStringLiteral(typed.initializer)
  return isDefault || (typed.questionToken === undefined && typed.type?.kind === ts.SyntaxKind.StringKeyword)
}

/** Whether the code comes to a node only where that is there: `if (!delay) return` before it. */
function isAsked(node: ts.Expression): boolean {
  return conditionsAround(node).some((condition) => subjectOf(condition)?.getText() === node.getText())
}

/** The conditions that the code around a node, and before it, asks. */
function conditionsAround(node: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = []
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent: around } = at
    if (ts.isIfStatement(around)) found.push(around.expression)
    if (ts.isConditionalExpression(around)) found.push(around.condition)
    if (ts.isBinaryExpression(around) && at === around.right) found.push(around.left)
    if (ts.isBlock(around)) found.push(...endedBefore(around, at).map(({ expression }) => expression))
  }
  return found
}

export type Path = ts.Identifier | ts.PropertyAccessExpression

/** What a condition asks to be there: `after`, `!after`, `options?.after !== undefined`, `after > 0`; null for all other conditions. */
export function subjectOf(condition: ts.Expression): Path | null {
  const inner = unwrapped(condition)
  if (inner !== null) return subjectOf(inner)
  if (ts.isPrefixUnaryExpression(condition)) return subjectOf(condition.operand)
  if (ts.isBinaryExpression(condition)) {
    const { left, operatorToken, right } = condition
    // options && options.after
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return subjectOf(right)
    const isNothing = right.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(right) && right.text === 'undefined')
    const isZero = ts.isNumericLiteral(right) && right.text === '0' && operatorToken.kind === ts.SyntaxKind.GreaterThanToken
    return isNothing || isZero ? subjectOf(left) : null
  }
  return isPath(condition) ? condition : null
}

function isPath(node: ts.Expression): node is Path {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression))
}
