import { ts } from 'ts-morph'

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
