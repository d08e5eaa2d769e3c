import { ts } from 'ts-morph'

/** A condition, and whether it is met where it leads to; null where that is not asked: in itself, and before other operators than `&&` and `||`. */
interface Condition {
  readonly condition: ts.Expression
  readonly isMet: boolean | null
}

/** The conditions that the code around a node, and before it, asks. */
export function conditionsAround(node: ts.Node): readonly Condition[] {
  const found: Condition[] = []
  for (let at = node; !ts.isSourceFile(at); at = at.parent) found.push(...conditionsAt(at))
  return found
}

/** The same of what is right around it. */
export function conditionsAt(at: ts.Node): readonly Condition[] {
  const { parent: around } = at
  if (ts.isIfStatement(around))
    return [{ condition: around.expression, isMet: at === around.expression ? null : at === around.thenStatement }]
  if (ts.isConditionalExpression(around))
    return [{ condition: around.condition, isMet: at === around.condition ? null : at === around.whenTrue }]
  if (ts.isBlock(around)) return endedBefore(around, at).map(({ expression }) => ({ condition: expression, isMet: false }))
  if (!ts.isBinaryExpression(around) || at !== around.right) return []
  const { left, operatorToken } = around
  const isAnd = operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  return [{ condition: left, isMet: isAnd || (operatorToken.kind === ts.SyntaxKind.BarBarToken ? false : null) }]
}

/** Whether what stands behind a statement, in its block, is not come to. */
export function ends(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement
  return (
    last !== undefined && [ts.isReturnStatement, ts.isThrowStatement, ts.isBreakStatement, ts.isContinueStatement].some((is) => is(last))
  )
}

/** `if (isTest) { …; return }` before a statement. */
export function endedBefore({ statements }: ts.Block, at: ts.Node): readonly ts.IfStatement[] {
  return statements
    .slice(0, statements.indexOf(at as ts.Statement))
    .filter(ts.isIfStatement)
    .filter(({ thenStatement, elseStatement }) => elseStatement === undefined && ends(thenStatement))
}
