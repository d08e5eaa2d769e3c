import { ts } from 'ts-morph'
import { calculateRange } from './range'
import { choice } from './choice'
import { alternatives, constant, eachPair, isObject, truth, unknown, type Value } from './value'

/** Folds arithmetic on known numbers, for each pair of alternatives; null when it is none. */
export function calculate(left: Value, operator: ts.SyntaxKind, right: Value): Value | null {
  const all = eachPair(left, right, (one, other) => calculateOne(one, operator, other) ?? unknown)
  return all.some(({ kind }) => kind === 'unknown') ? null : choice(all)
}

function calculateOne(left: Value, operator: ts.SyntaxKind, right: Value): Value | null {
  if (left.kind === 'range' || right.kind === 'range') return calculateRange(left, operator, right)
  if (left.kind !== 'constant' || right.kind !== 'constant') return null
  const [a, b] = [left.value, right.value]
  if (typeof a !== 'number' || typeof b !== 'number') return null
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return constant(a + b)
    case ts.SyntaxKind.MinusToken:
      return constant(a - b)
    case ts.SyntaxKind.AsteriskToken:
      return constant(a * b)
    case ts.SyntaxKind.SlashToken:
      return constant(a / b)
    case ts.SyntaxKind.PercentToken:
      return constant(a % b)
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return constant(a ** b)
    case ts.SyntaxKind.LessThanLessThanToken:
      return constant(a << b)
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
      return constant(a >> b)
    case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
      return constant(a >>> b)
    case ts.SyntaxKind.BarToken:
      return constant(a | b)
    case ts.SyntaxKind.AmpersandToken:
      return constant(a & b)
    case ts.SyntaxKind.CaretToken:
      return constant(a ^ b)
    default:
      return null
  }
}

/** `-value`, `+value`, `~value` and `!value` of one that is known. */
export function prefixed(operator: ts.SyntaxKind, value: Value): Value {
  if (operator === ts.SyntaxKind.ExclamationToken) {
    const isTrue = truth(value)
    return isTrue === null ? unknown : constant(!isTrue)
  }
  if (value.kind !== 'constant') return unknown
  if (operator === ts.SyntaxKind.PlusToken) return constant(Number(value.value))
  if (typeof value.value !== 'number') return unknown
  if (operator === ts.SyntaxKind.MinusToken) return constant(-value.value)
  return operator === ts.SyntaxKind.TildeToken ? constant(~value.value) : unknown
}

/** Whether two values are equal, for those of which that is told. */
export function compared(left: Value, right: Value, isEqual: boolean): Value {
  const all = alternatives(left).flatMap((one) => alternatives(right).map((other) => comparedOne(one, other, isEqual)))
  return choice(all).kind === 'constant' ? choice(all) : unknown
}

function comparedOne(left: Value, right: Value, isEqual: boolean): Value {
  if (left.kind === 'constant' && right.kind === 'constant') return constant((left.value === right.value) === isEqual)
  const [one, other] = left.kind === 'constant' ? [left, right] : [right, left]
  if (one.kind === 'constant' && isObject(other)) return constant(!isEqual)
  // Text that is not known is still text.
  const isApart = one.kind === 'constant' && typeof one.value !== 'string' && !['unknown', 'constant', 'range'].includes(other.kind)
  return isApart ? constant(!isEqual) : unknown
}
