import { ts } from 'ts-morph'
import { neededFor, type Needed } from '../syntax/neededFor'
import { lookup } from '../syntax/scope'
import { choice } from './choice'
import { isNothing, truth, type Value } from './value'

/** Of what a name that stays as it is may be, what it is where the code comes to read it: `if (next) …`, `if (next === undefined) return`. */
export function narrowed(value: Value, read: ts.Identifier, declaration: ts.Node): Value {
  if (value.kind !== 'choice' || !value.of.some((one) => truth(one) === false)) return value
  const isIt = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === read.text && lookup(node, read.text) === declaration
  const kept = neededFor(read).reduce<readonly Value[]>((all, needed) => all.filter((one) => mayBeSo(needed, one, isIt)), value.of)
  return kept.length === 0 ? value : choice(kept)
}

/** Whether a condition is as it must be where one value is what it asks. */
function mayBeSo({ condition, isMet }: Needed, value: Value, isIt: (node: ts.Expression) => boolean): boolean {
  const told = isIt(condition)
    ? truth(value)
    : ts.isBinaryExpression(condition) && isIt(condition.left)
      ? isNothingBy(condition, value)
      : null
  return told === null || told === isMet
}

/** What `value === undefined`, or `value != null`, comes to; null for other conditions. */
function isNothingBy({ right, operatorToken: { kind } }: ts.BinaryExpression, value: Value): boolean | null {
  const isNull = right.kind === ts.SyntaxKind.NullKeyword
  if ((!isNull && right.getText() !== 'undefined') || value.kind === 'unknown') return null
  const isStrictly = value.kind === 'constant' && value.value === (isNull ? null : undefined)
  switch (kind) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return isStrictly
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return !isStrictly
    case ts.SyntaxKind.EqualsEqualsToken:
      return isNothing(value)
    case ts.SyntaxKind.ExclamationEqualsToken:
      return !isNothing(value)
    default:
      return null
  }
}
