import { ts } from 'ts-morph'
import { constant, type Value } from './value'

/** Folds arithmetic on two known numbers; null when it is none. */
export function calculate(left: Value, operator: ts.SyntaxKind, right: Value): Value | null {
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
    default:
      return null
  }
}
