import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { callsIn } from './actsIn'
import { lookup } from './scope'
import { unwrapped } from './unwrapped'

/** The statements of a file that call methods of what a declaration names, each by its call: `message.to('paid').after('1 day')`. */
export const callsOn = onceFor((declaration: ts.Node): readonly ts.CallExpression[] =>
  callsIn(declaration.getSourceFile()).filter((call): call is ts.CallExpression => {
    const root = ts.isCallExpression(call) && isStatement(call) ? rootOfChain(call) : call
    return ts.isIdentifier(root) && lookup(root, root.text) === declaration
  }),
)

function isStatement({ parent }: ts.Expression): boolean {
  return ts.isExpressionStatement(parent) || (ts.isExpression(parent) && unwrapped(parent) !== null && isStatement(parent))
}

/** `message` of `message.to('paid').after('1 day')` */
export function rootOfChain({ expression: callee }: ts.CallExpression): ts.Expression {
  if (!ts.isPropertyAccessExpression(callee)) return callee
  return ts.isCallExpression(callee.expression) ? rootOfChain(callee.expression) : callee.expression
}
