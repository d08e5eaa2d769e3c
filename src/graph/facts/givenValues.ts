import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { lookup } from '../syntax/scope'
import { withSpan } from '../syntax/siteOf'
import { standsIn } from '../syntax/standsIn'
import { unwrapped } from '../syntax/unwrapped'
import type { Value } from '../values/value'
import type { Given } from '../calls/given'
import type { GivenValue } from './callFacts'
import { asPassed, passedFor } from './passedFor'
import { pathRoot } from '../syntax/pathRoot'

/** The values that an expression certainly has on one of its branches, each where a call of the function around gives it; nothing for a branch of which anything is unknown. */
export function givenValues(evaluator: Evaluator, node: ts.Expression, call: ts.Node, given: Given | null = null): GivenValue[] {
  const inner = ts.isAwaitExpression(node) ? null : unwrapped(node)
  if (inner !== null) return givenValues(evaluator, inner, call, given)
  if (ts.isConditionalExpression(node)) {
    return [...givenValues(evaluator, node.whenTrue, call, given), ...givenValues(evaluator, node.whenFalse, call, given)]
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
      const left = givenValues(evaluator, node.left, call, given).filter(({ value }) => Boolean(value))
      return [...left, ...givenValues(evaluator, node.right, call, given)]
    }
  }
  const date = dateOf(evaluator, node)
  if (date !== null) return [withSpan(node, { value: date, text: node.getText(), isLiteral: false })]
  if (isReassigned(node)) return []
  const passed = given === null ? null : passedFor(node, given)
  const inCall = passed === null ? [] : asPassed(evaluator, given!, () => givenValues(evaluator, passed, given!.call, given!.from))
  if (inCall.length > 0) return inCall
  const value = evaluator.evaluate(node)
  if (value.kind !== 'constant' || value.value === undefined) return []
  const literal = literalAt(node, value, call)
  return [withSpan(literal ?? node, { value: value.value, text: (literal ?? node).getText(), isLiteral: literal !== null })]
}

/** The literal that is the value: the node itself, or what a caller passes for a parameter or a part of it. */
function literalAt(node: ts.Expression, value: Extract<Value, { kind: 'constant' }>, call: ts.Node): ts.Node | null {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node
  const { literal } = value
  const whole = pathRoot(node)
  const declaration = ts.isIdentifier(whole) ? lookup(whole, whole.text) : null
  const isPassed = declaration !== null && ts.isParameter(declaration) && literal?.parent !== declaration
  return isPassed && literal !== undefined && literal.getSourceFile() !== undefined && !standsIn(literal, call) ? literal : null
}

/** The moment of `new Date(…)` with constants, where Ampt runs it: in UTC; its date is null where that is no moment. Null for anything else. */
function dateOf(evaluator: Evaluator, node: ts.Expression): { readonly date: number | null } | null {
  if (!isGlobalNew(node, 'Date')) return null
  const parts = (node.arguments ?? []).map((one) => evaluator.evaluate(one)).map((one) => (one.kind === 'constant' ? one.value : null))
  const [first, ...others] = parts
  const numbers = parts.filter((one) => typeof one === 'number')
  const isOfParts = others.length > 0 && numbers.length === parts.length
  if (!isOfParts && (others.length > 0 || (typeof first !== 'string' && typeof first !== 'number'))) return null
  const time = isOfParts ? Date.UTC(...(numbers as [number, number])) : new Date(first as string | number).getTime()
  return { date: Number.isNaN(time) ? null : time }
}

/** `new name(…)` of the language's own class. */
export function isGlobalNew(node: ts.Node, name: string): node is ts.NewExpression {
  return ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name && lookup(node, name) === null
}

/** Whether the file assigns to a member of that name: the evaluation knows what objects begin with. */
function isReassigned(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false
  return new RegExp(`\\.${node.name.text.replace('$', '\\$')}\\s*(?:[-+*/%&|?^]{1,2}=|=(?![=>])|\\+\\+|--)`).test(node.getSourceFile().text)
}
