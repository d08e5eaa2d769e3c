import { ts } from 'ts-morph'
import { endedBefore } from './ends'

/** A condition without `&&`, `||` and `!`, and whether it is met. */
export interface Needed {
  readonly condition: ts.Expression
  readonly isMet: boolean
}

/** What is so wherever the code comes to a node: `if (next && isOpen) …`, `if (!next) return`. */
export function neededFor(node: ts.Node): readonly Needed[] {
  const found: Needed[] = []
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent: around } = at
    if (ts.isIfStatement(around) && at !== around.expression) found.push(...partsOf(around.expression, at === around.thenStatement))
    if (ts.isConditionalExpression(around) && at !== around.condition) found.push(...partsOf(around.condition, at === around.whenTrue))
    if (ts.isBinaryExpression(around) && at === around.right) {
      const { kind } = around.operatorToken
      const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
      if (isAnd || kind === ts.SyntaxKind.BarBarToken) found.push(...partsOf(around.left, isAnd))
    }
    if (ts.isBlock(around)) found.push(...endedBefore(around, at).flatMap(({ expression }) => partsOf(expression, false)))
  }
  return found
}

/** What must be so for a condition to be met, or not. */
function partsOf(condition: ts.Expression, isMet: boolean): readonly Needed[] {
  if (ts.isParenthesizedExpression(condition)) return partsOf(condition.expression, isMet)
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken)
    return partsOf(condition.operand, !isMet)
  if (!ts.isBinaryExpression(condition)) return [{ condition, isMet }]
  const { left, right, operatorToken } = condition
  const isAll = operatorToken.kind === (isMet ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken)
  return isAll ? [...partsOf(left, isMet), ...partsOf(right, isMet)] : [{ condition, isMet }]
}
