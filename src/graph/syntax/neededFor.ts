import { ts } from 'ts-morph'
import { conditionsAround } from './conditionsAround'

/** A condition without `&&`, `||` and `!`, and whether it is met. */
export interface Needed {
  readonly condition: ts.Expression
  readonly isMet: boolean
}

/** What is so wherever the code comes to a node: `if (next && isOpen) …`, `if (!next) return`. */
export function neededFor(node: ts.Node): readonly Needed[] {
  return conditionsAround(node).flatMap(({ condition, isMet }) => (isMet === null ? [] : partsOf(condition, isMet)))
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
