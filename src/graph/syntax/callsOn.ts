import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { callsIn } from './actsIn'
import { lookup } from './scope'
import { bare, unwrapped } from './unwrapped'

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
export function rootOfChain(call: ts.CallExpression): ts.Expression {
  const { expression: callee } = call
  if (!ts.isPropertyAccessExpression(callee)) return call
  return ts.isCallExpression(callee.expression) ? rootOfChain(callee.expression) : callee.expression
}

/** What the statement before that which a name begins calls on the same, `message.to('paid')` before `message.send()`, or declares it with; null for all else. */
export function callBefore(read: ts.Identifier): ts.Expression | null {
  const statement = statementOf(read)
  const siblings = statement === null ? [] : siblingsOf(statement)
  const before = siblings[siblings.indexOf(statement!) - 1]
  const declaration = lookup(read, read.text)
  if (before === undefined || declaration === null) return null
  if (ts.isVariableStatement(before)) {
    const last = before.declarationList.declarations.at(-1)!
    return last === declaration ? (last.initializer ?? null) : null
  }
  const call = ts.isExpressionStatement(before) ? bare(before.expression) : before
  const root = ts.isCallExpression(call) ? rootOfChain(call) : call
  return root !== call && ts.isIdentifier(root) && lookup(root, root.text) === declaration
    ? (before as ts.ExpressionStatement).expression
    : null
}

/** The statement that begins with a name: `await message.send()`, `const sent = message.send()` */
function statementOf(read: ts.Identifier): ts.Statement | null {
  let at: ts.Expression = read
  for (;;) {
    const { parent } = at
    const isInChain = (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent)) && parent.expression === at
    if (isInChain || (ts.isExpression(parent) && unwrapped(parent) === at)) at = parent
    else if (ts.isExpressionStatement(parent) || ts.isReturnStatement(parent)) return parent
    else return ts.isVariableDeclaration(parent) && ts.isVariableStatement(parent.parent.parent) ? parent.parent.parent : null
  }
}

function siblingsOf({ parent }: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) ? parent.statements : []
}
