import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import { callsIn } from '../syntax/actsIn'
import { assignmentsTo } from '../syntax/assignments'
import { endedBefore } from '../syntax/ends'
import { pathRoot } from '../syntax/pathRoot'
import { lookup } from '../syntax/scope'
import type { Evaluator } from '../values/evaluate'

/** The type that a name, or a member of what it names, has where it is read, by a function of the app that was asked: `if (!isTenant(name)) return`. Null where none was. */
export function guardedType(evaluator: Evaluator, read: ts.Expression): ts.TypeNode | null {
  const asked = asksIn(read.getSourceFile()).get(read.getText()) ?? []
  const guard = asked.find((call) => isOfSame(read, call.arguments[0]!) && comesThrough(read, call))
  const run = guard === undefined ? null : evaluator.evaluate(guard.expression)
  const type = run?.kind === 'function' ? run.node.type : undefined
  if (type === undefined || !ts.isTypePredicateNode(type) || type.assertsModifier !== undefined) return null
  const [first] = (run as { node: ts.SignatureDeclaration }).node.parameters
  return first?.name.getText() === type.parameterName.getText() ? (type.type ?? null) : null
}

/** Whether two paths of the same text begin with one name that stays what it is. */
function isOfSame(one: ts.Expression, other: ts.Expression): boolean {
  const [declaration, ofOther] = [one, other].map((path) => lookup(path, pathRoot(path).getText()))
  return declaration !== null && declaration === ofOther && assignmentsTo(declaration!).length === 0
}

/** The calls of a file that are handed a name or a member alone, by its text; none of JavaScript, whose functions say nothing of types. */
const asksIn = onceFor((source: ts.SourceFile): ReadonlyMap<string, readonly ts.CallExpression[]> => {
  const found = new Map<string, ts.CallExpression[]>()
  if ((source.flags & ts.NodeFlags.JavaScriptFile) !== 0) return found
  for (const call of callsIn(source)) {
    const [path, ...others] = call.arguments ?? []
    if (ts.isCallExpression(call) && path !== undefined && isPath(path) && others.length === 0) append(found, path.getText(), call)
  }
  return found
})

function isPath(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression))
}

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
