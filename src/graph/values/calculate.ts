import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { calculateRange, rangeOf } from './range'
import { choice } from './choice'
import { classLine } from './classMembers'
import { constant, eachPair, isObject, truth, unknown, withoutItem, type Value } from './value'

/** Folds arithmetic on known numbers, for each pair of alternatives; null when it is none. */
export function calculate(left: Value, operator: ts.SyntaxKind, right: Value): Value | null {
  const all = eachPair(left, right, (one, other) => calculateOne(one, operator, other) ?? unknown)
  return all.some(({ kind }) => kind === 'unknown') ? null : choice(all)
}

function calculateOne(left: Value, operator: ts.SyntaxKind, right: Value): Value | null {
  if (left.kind === 'range' || right.kind === 'range') return calculateRange(left, operator, right)
  if (left.kind !== 'constant' || right.kind !== 'constant') return null
  const [a, b] = [left.value, right.value]
  const compute = arithmetic.get(operator)
  return compute === undefined || typeof a !== 'number' || typeof b !== 'number' ? null : constant(compute(a, b))
}

const arithmetic: ReadonlyMap<ts.SyntaxKind, (a: number, b: number) => number> = new Map([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.PercentToken, (a, b) => a % b],
  [ts.SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
  [ts.SyntaxKind.LessThanLessThanToken, (a, b) => a << b],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, (a, b) => a >> b],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, (a, b) => a >>> b],
  [ts.SyntaxKind.BarToken, (a, b) => a | b],
  [ts.SyntaxKind.AmpersandToken, (a, b) => a & b],
  [ts.SyntaxKind.CaretToken, (a, b) => a ^ b],
])

/** `delay > 0` of what is known, for each pair of alternatives; unknown where these do not agree. */
export function ordered(left: Value, operator: ts.SyntaxKind, right: Value): Value {
  return agreed(left, right, (one, other) => orderedOne(one, operator, other))
}

function orderedOne(left: Value, operator: ts.SyntaxKind, right: Value): Value {
  const isOrdered = orders.get(operator)!
  // As JavaScript has it: undefined is neither above nor below, null is 0, and text may be a number.
  if (left.kind === 'constant' && right.kind === 'constant') return constant(isOrdered(left.value as number, right.value as number))
  const [a, b] = [rangeOf(left), rangeOf(right)]
  if (a === null || b === null) return unknown
  const ends = [isOrdered(a.min, b.max), isOrdered(a.max, b.min)]
  return ends[0] === ends[1] ? constant(ends[0]) : unknown
}

export const orders: ReadonlyMap<ts.SyntaxKind, (a: number, b: number) => boolean> = new Map([
  [ts.SyntaxKind.LessThanToken, (a, b) => a < b],
  [ts.SyntaxKind.LessThanEqualsToken, (a, b) => a <= b],
  [ts.SyntaxKind.GreaterThanToken, (a, b) => a > b],
  [ts.SyntaxKind.GreaterThanEqualsToken, (a, b) => a >= b],
])

function agreed(left: Value, right: Value, compare: (one: Value, other: Value) => Value): Value {
  const all = eachPair(left, right, compare)
  // Of the items of a walk each has its own.
  return all.every(({ item }) => item !== undefined) ? choice(all) : sameOf(all.map(withoutItem))
}

function sameOf(all: readonly Value[]): Value {
  const value = choice(all)
  return value.kind === 'constant' ? value : unknown
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
export function compared(evaluator: Evaluator, left: Value, right: Value, isEqual: boolean): Value {
  return agreed(left, right, (one, other) => comparedOne(evaluator, one, other, isEqual))
}

function comparedOne(evaluator: Evaluator, left: Value, right: Value, isEqual: boolean): Value {
  // What extends a class may stand in for it.
  if (left.kind === 'class' && right.kind === 'class') return areAkin(evaluator, left.node, right.node) ? unknown : constant(!isEqual)
  if (left.kind === 'constant' && right.kind === 'constant') return constant((left.value === right.value) === isEqual)
  const [one, other] = left.kind === 'constant' ? [left, right] : [right, left]
  if (one.kind === 'constant' && isObject(other)) return constant(!isEqual)
  // Text that is not known is still text.
  const isApart = one.kind === 'constant' && typeof one.value !== 'string' && !['unknown', 'constant', 'range'].includes(other.kind)
  return isApart ? constant(!isEqual) : unknown
}

/** `value instanceof Orders`, for those of which that is told. */
export function instanceOf(evaluator: Evaluator, value: Value, owner: Value): Value {
  return agreed(value, owner, (one, other) => {
    if (one.kind === 'constant') return constant(false)
    if (one.kind !== 'instance' || other.kind !== 'class') return unknown
    if (classLine(evaluator, one.node).includes(other.node)) return constant(true)
    return areAkin(evaluator, one.node, other.node) ? unknown : constant(false)
  })
}

/** Whether one of two classes may extend the other, as far as it is told what they extend. */
function areAkin(evaluator: Evaluator, one: ts.ClassLikeDeclaration, other: ts.ClassLikeDeclaration): boolean {
  const mayExtend = (own: ts.ClassLikeDeclaration, base: ts.ClassLikeDeclaration): boolean => {
    const line = classLine(evaluator, own)
    const isWhole = line.at(-1)!.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) !== true
    return !isWhole || line.includes(base)
  }
  return mayExtend(one, other) || mayExtend(other, one)
}
