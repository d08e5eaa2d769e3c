import { ts } from 'ts-morph'

/** What a call copies members to, and the objects that it takes them of: `Object.assign(this, options)`; none for any other call. */
export function copiesIn({ expression: callee, arguments: args }: ts.CallExpression): readonly ts.Expression[] {
  const isCopy = ts.isPropertyAccessExpression(callee) && callee.name.text === 'assign' && callee.expression.getText() === 'Object'
  return isCopy && !args.some(ts.isSpreadElement) ? args : []
}
