import { ts } from 'ts-morph'
import type { FunctionNode } from './functionAround'

/** Every expression that a function returns; none where it yields. */
export function returnedExpressions(node: FunctionNode): readonly ts.Expression[] {
  if (node.body === undefined || node.asteriskToken !== undefined) return []
  if (!ts.isBlock(node.body)) return [node.body]
  const found: ts.Expression[] = []
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child) || ts.isClassLike(child) || ts.isExpression(child)) return
    if (ts.isReturnStatement(child) && child.expression !== undefined) found.push(child.expression)
    ts.forEachChild(child, visit)
  }
  ts.forEachChild(node.body, visit)
  return found
}

/** Whether a method gives back what it is called on. */
export function returnsThis(method: FunctionNode): boolean {
  const returned = returnedExpressions(method)
  return returned.length > 0 && returned.every(({ kind }) => kind === ts.SyntaxKind.ThisKeyword)
}

/** What a function returns, when it does so in one place alone, else null. */
export function onlyReturned(node: FunctionNode): ts.Expression | null {
  const [only, ...others] = returnedExpressions(node)
  return only === undefined || others.length > 0 ? null : only
}

/** Every `yield` of a generator. */
export function yieldedExpressions({ body }: FunctionNode): readonly ts.YieldExpression[] {
  const found: ts.YieldExpression[] = []
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child) || ts.isClassLike(child)) return
    if (ts.isYieldExpression(child)) found.push(child)
    ts.forEachChild(child, visit)
  }
  if (body !== undefined) ts.forEachChild(body, visit)
  return found
}

/** What a function returns when that is a single expression after nothing but constants, else null. */
export function returnedExpression(node: FunctionNode): ts.Expression | null {
  if (node.body === undefined) return null
  if (!ts.isBlock(node.body)) return node.body
  const last = node.body.statements.at(-1)
  if (last === undefined || !ts.isReturnStatement(last)) return null
  return node.body.statements.slice(0, -1).every((statement) => ts.isVariableStatement(statement)) ? (last.expression ?? null) : null
}
