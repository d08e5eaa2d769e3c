import { ts } from 'ts-morph'
import { memberByType, taking, typeOf } from '../types/declaredType'
import { conditionsAround } from '../syntax/conditionsAround'
import { returnedExpressions } from '../syntax/returnedExpressions'
import { lookup } from '../syntax/scope'
import { isNothingType } from '../types/typeBehind'
import { unwrapped } from '../syntax/unwrapped'
import type { Evaluator } from '../values/evaluate'
import { alternatives, functionsIn, truth, unknown } from '../values/value'

/** Longer ways are for a type checker. */
const deepest = 8

/**
 * Whether what a call passes for a delay is there: its value or its type says so, or the code works it out or has asked for it. What is read
 * elsewhere, or off the environment, may be missing.
 */
export function isDelayGiven(evaluator: Evaluator, node: ts.Expression, depth = 0): boolean {
  if (depth > deepest) return false
  const inner = unwrapped(node)
  if (inner !== null) return isDelayGiven(evaluator, inner, depth + 1)
  const { value, isOpen } = evaluator.within(null, () => evaluator.evaluateAsking(node))
  // if (!step) return, before step.delay
  const isOfAsked = ts.isPropertyAccessExpression(node) && isAsked(node.expression)
  if (isAsked(node) || (truth(value) === true && (!isOpen || isOfAsked || isOneOfSome(evaluator, node)))) return true
  const mayBeMissing = alternatives(value).some((one) => truth(one) === false || (one.kind === 'range' && truth(one) === null))
  return !mayBeMissing && isMadeThere(evaluator, node, depth + 1)
}

/** `delays[kind]`: callers tell which one it is, not that it is one; past the end of a list there is none. */
function isOneOfSome(evaluator: Evaluator, node: ts.Expression): boolean {
  if (ts.isElementAccessExpression(node)) return evaluator.evaluate(node.expression).kind === 'object'
  return ts.isTemplateExpression(node) || ts.isNewExpression(node)
}

/** Whether the text that gives a value always gives one. */
function isMadeThere(evaluator: Evaluator, node: ts.Expression, depth: number): boolean {
  const next = (one: ts.Expression): boolean => isDelayGiven(evaluator, one, depth)
  if (ts.isConditionalExpression(node)) return next(node.whenTrue) && next(node.whenFalse)
  if (ts.isBinaryExpression(node)) return arithmetic.has(node.operatorToken.kind) || (isOr(node) && next(node.right))
  if (ts.isCallExpression(node)) return isGivenBack(evaluator, node, next)
  const declaration = declarationOf(node) ?? memberByType(evaluator, node)?.member
  if (declaration === undefined) return false
  if ((ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) && declaration.initializer !== undefined)
    return next(declaration.initializer)
  // constructor(private ttl: string): an empty one is no delay.
  if (!(ts.isParameter(declaration) || ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration))) return false
  return declaration.questionToken === undefined && declaration.type?.kind === ts.SyntaxKind.StringKeyword
}

/** `addMinutes(new Date(), 5)`: what a call works out is there, but where it takes it out of something, or its function or its type says otherwise. */
function isGivenBack(evaluator: Evaluator, call: ts.CallExpression, isGiven: (node: ts.Expression) => boolean): boolean {
  const { expression: callee, arguments: args } = call
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
  if (ts.isOptionalChain(call) || taking.has(name) || name === 'params') return false
  // Number(settings.delay)
  if (ts.isIdentifier(callee) && declarationOf(callee) === null) return args.every(isGiven)
  const type = typeOf(evaluator, call)
  if (type !== null && allowsNothing(type)) return false
  return functionsIn(evaluator.evaluate(callee)).every((one) => {
    // const fixed = (text) => () => text
    const value = evaluator.returned(
      one,
      one.node.parameters.map(() => unknown),
    )
    return truth(value) === true || returnedExpressions(one.node).every(isGiven)
  })
}

function allowsNothing(type: ts.Node): boolean {
  return (ts.isTypeNode(type) && isNothingType(type)) || ts.forEachChild(type, (one) => allowsNothing(one) || undefined) === true
}

function isOr({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken
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

/** Whether the code comes to a node only where that is there: `if (!delay) return` before it. */
function isAsked(node: ts.Expression): boolean {
  return conditionsAround(node).some(({ condition }) => subjectOf(condition)?.getText() === node.getText())
}

export type Path = ts.Identifier | ts.PropertyAccessExpression

/** Of lodash, and others like it. */
const isNothingCall = /(?:^|\.)is(?:Nil|Null|Undefined)$/

/** What a condition asks to be there: `after`, `!after`, `options?.after !== undefined`, `isNil(after)`, `after > 0`; null for all other conditions. */
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
  if (ts.isCallExpression(condition) && isNothingCall.test(condition.expression.getText()))
    return condition.arguments.map(subjectOf)[0] ?? null
  return isPath(condition) ? condition : null
}

function isPath(node: ts.Expression): node is Path {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression))
}
