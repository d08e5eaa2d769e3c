import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import { callsIn } from '../syntax/actsIn'
import { endedBefore } from '../syntax/ends'
import { lookup } from '../syntax/scope'
import type { Evaluator } from '../values/evaluate'

/** The type that a name has where it is read, by a function of the app that was asked: `if (!isTenant(name)) return`. Null where none was. */
export function guardedType(evaluator: Evaluator, read: ts.Identifier, declaration: ts.Node): ts.TypeNode | null {
  const asked = (asksIn(read.getSourceFile()).get(read.text) ?? []).filter((call) => lookup(call, read.text) === declaration)
  const guard = asked.find((call) => comesThrough(read, call))
  const run = guard === undefined ? null : evaluator.evaluate(guard.expression)
  const type = run?.kind === 'function' ? run.node.type : undefined
  if (type === undefined || !ts.isTypePredicateNode(type) || type.assertsModifier !== undefined) return null
  const [first] = (run as { node: ts.SignatureDeclaration }).node.parameters
  return first?.name.getText() === type.parameterName.getText() ? (type.type ?? null) : null
}

/** The calls of a file that are handed a name alone, by that; none of JavaScript, whose functions say nothing of types. */
const asksIn = onceFor((source: ts.SourceFile): ReadonlyMap<string, readonly ts.CallExpression[]> => {
  const found = new Map<string, ts.CallExpression[]>()
  if ((source.flags & ts.NodeFlags.JavaScriptFile) !== 0) return found
  for (const call of callsIn(source)) {
    const [name, ...others] = call.arguments ?? []
    if (ts.isCallExpression(call) && name !== undefined && ts.isIdentifier(name) && others.length === 0) append(found, name.text, call)
  }
  return found
})

/** Whether what is around a node comes to it only where a call gave true. */
function comesThrough(node: ts.Node, call: ts.CallExpression): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent: around } = at
    if (ts.isIfStatement(around) && at !== around.expression && needs(around.expression, call, at === around.thenStatement)) return true
    if (ts.isConditionalExpression(around) && at !== around.condition && needs(around.condition, call, at === around.whenTrue)) return true
    if (ts.isBinaryExpression(around) && at === around.right) {
      const { kind } = around.operatorToken
      const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
      if ((isAnd || kind === ts.SyntaxKind.BarBarToken) && needs(around.left, call, isAnd)) return true
    }
    if (ts.isBlock(around) && endedBefore(around, at).some(({ expression }) => needs(expression, call, false))) return true
  }
  return false
}

/** Whether a condition is so only where a call gave true. */
function needs(condition: ts.Expression, call: ts.CallExpression, isMet: boolean): boolean {
  if (condition === call) return isMet
  if (ts.isParenthesizedExpression(condition)) return needs(condition.expression, call, isMet)
  if (ts.isPrefixUnaryExpression(condition))
    return condition.operator === ts.SyntaxKind.ExclamationToken && needs(condition.operand, call, !isMet)
  if (!ts.isBinaryExpression(condition)) return false
  const { left, right, operatorToken } = condition
  const isAll = operatorToken.kind === (isMet ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken)
  return isAll && (needs(left, call, isMet) || needs(right, call, isMet))
}
