import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'

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
    const args = list === undefined ? null : listedIn(list)
    return applied === undefined || args === null ? null : { callee: applied, args }
  }
  if (name.text === 'call') return { callee, args: given.slice(1) }
  const args = name.text === 'apply' && given[1] !== undefined ? listedIn(given[1]) : null
  return args === null ? null : { callee, args }
}

/** The items of a list that is written out, or the parameters behind `arguments`; of `[name].concat(rest)` those that are. */
function listedIn(list: ts.Expression): readonly ts.Expression[] | null {
  if (ts.isArrayLiteralExpression(list)) return list.elements
  if (ts.isCallExpression(list) && ts.isPropertyAccessExpression(list.expression) && list.expression.name.text === 'concat') {
    return listedIn(list.expression.expression)
  }
  if (!ts.isIdentifier(list) || list.text !== 'arguments') return null
  const around = ts.findAncestor(list, (one) => ts.isFunctionLike(one) && !ts.isArrowFunction(one)) as ts.SignatureDeclaration | undefined
  return around?.parameters.map((one) => one.name).filter(ts.isIdentifier) ?? null
}
