import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'

/** What is called, and with what. */
export interface Called {
  readonly callee: ts.Expression
  readonly args: readonly ts.Expression[]
}

/** What a call, or a function that is made by `new`, runs. */
export function calledIn(evaluator: Evaluator, call: ts.CallExpression | ts.NewExpression): Called {
  const own = { callee: call.expression, args: call.arguments ?? [] }
  return ts.isCallExpression(call) && evaluator.evaluate(call.expression).kind === 'unknown' ? (borrowedCall(call) ?? own) : own
}

/** The function and the arguments of `f.call(self, …)` and `f.apply(self, […])`, also by `Reflect`; null for any other call. */
export function borrowedCall({ expression, arguments: given }: ts.CallExpression): Called | null {
  if (!ts.isPropertyAccessExpression(expression)) return null
  const { name, expression: callee } = expression
  if (name.text === 'apply' && ts.isIdentifier(callee) && callee.text === 'Reflect') {
    const [applied, , list] = given
    return applied === undefined || list === undefined ? null : { callee: applied, args: listedIn(list) }
  }
  if (name.text === 'call') return { callee, args: given.slice(1) }
  return name.text === 'apply' && given[1] !== undefined ? { callee, args: listedIn(given[1]) } : null
}

const spreads = new WeakMap<ts.Expression, ts.SpreadElement>()

/** The items of a list that is written out, also by `[name].concat(rest)`; any other is as if it were spread. */
function listedIn(list: ts.Expression): readonly ts.Expression[] {
  if (ts.isArrayLiteralExpression(list)) return list.elements
  if (ts.isCallExpression(list) && ts.isPropertyAccessExpression(list.expression) && list.expression.name.text === 'concat') {
    return [list.expression.expression, ...list.arguments].flatMap(listedIn)
  }
  let spread = spreads.get(list)
  if (spread === undefined) {
    const { parent } = list
    spread = Object.assign(ts.setTextRange(ts.factory.createSpreadElement(list), list), { parent })
    spreads.set(list, spread)
  }
  return [spread]
}
