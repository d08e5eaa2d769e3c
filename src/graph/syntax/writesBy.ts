import { ts } from 'ts-morph'
import { isAssignment } from './actsIn'

/** A new value. Null stands for one that is no expression of its own: `i++`, `delete`, destructuring, loops. */
export type Assigned = ts.Expression | null

/** What gets a new value: a name, or a member of something. */
export interface Write {
  readonly target: ts.Expression
  readonly right: Assigned
}

/** What an act of a file gives new values. */
export function writesBy(node: ts.Node): readonly Write[] {
  if (isAssignment(node)) {
    return targetsIn(node.left).map((target) => ({
      target,
      right: target === node.left && givesRight(node.operatorToken.kind) ? node.right : null,
    }))
  }
  const changed = changedBy(node)
  return changed === null ? [] : targetsIn(changed).map((target) => ({ target, right: null }))
}

function changedBy(node: ts.Node): ts.Expression | null {
  const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind
  if (ts.isPostfixUnaryExpression(node)) return node.operand
  if (ts.isPrefixUnaryExpression(node)) return node.operator === PlusPlusToken || node.operator === MinusMinusToken ? node.operand : null
  if (ts.isDeleteExpression(node)) return node.expression
  return (ts.isForOfStatement(node) || ts.isForInStatement(node)) && ts.isExpression(node.initializer) ? node.initializer : null
}

/** The names and members in what is assigned to: `[a, { b: c.d }]`. */
function targetsIn(target: ts.Expression): readonly ts.Expression[] {
  if (ts.isArrayLiteralExpression(target)) return target.elements.flatMap(targetsIn)
  if (ts.isSpreadElement(target)) return targetsIn(target.expression)
  if (ts.isBinaryExpression(target)) return targetsIn(target.left)
  if (!ts.isObjectLiteralExpression(target)) return [target]
  return target.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return targetsIn(property.initializer)
    if (ts.isShorthandPropertyAssignment(property)) return [property.name]
    return ts.isSpreadAssignment(property) ? targetsIn(property.expression) : []
  })
}

/** Whether what is assigned is the right side, at once or where the left has none. */
function givesRight(kind: ts.SyntaxKind): boolean {
  const { EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken, AmpersandAmpersandEqualsToken } = ts.SyntaxKind
  return [EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken, AmpersandAmpersandEqualsToken].includes(kind)
}
