import { identity } from '../values/identity'
import { isSameObject } from '../values/isSameObject'
import { isApart } from '../values/item'
import { alternatives, mayBeAny, withoutItem, type Scope, type Value } from '../values/value'

/** Whether two functions can be of the same calls, as far as these are told. */
export function isTogether(one: Scope | null, other: Scope | null, isSame = isSameCall): boolean {
  for (let a = one; a !== null; a = a.outer) for (let b = other; b !== null; b = b.outer) if (!isSame(a, b)) return false
  return true
}

function isSameCall(a: Scope, b: Scope): boolean {
  if (a.of !== b.of) return isPassedSame(a, b)
  // Two searches of one block find what they find.
  if (a.item !== null && b.item !== null && a.item.walk === b.item.walk && a.item.index !== b.item.index) return false
  // An object is the same, whichever walk meets it.
  if (a.self !== null && b.self !== null && !isSameObject(a.self, b.self)) return false
  return isPassedSame(a, b)
}

/** What is passed to a constructor is what its object was made with. */
export function isPassedSame(a: Scope, b: Scope): boolean {
  return [...a.passed].every(([parameter, value]) => {
    const other = b.passed.get(parameter)
    return other === undefined || mayBeAny(other) || mayBeAny(value) || isSameValue(other, value)
  })
}

/** Whether values can be the same: of objects and functions that are written at one place, as far as it is told in which call they were made. */
function isSameValue(one: Value, other: Value): boolean {
  if (identity(one) === identity(other)) return true
  if (one.kind === 'choice' || other.kind === 'choice') return haveCommon(one, other)
  if (one.kind === 'instance' && other.kind === 'instance') return isSameObject(one, other)
  if (!isMade(one) || !isMade(other) || one.node !== other.node) return false
  return one.item === undefined && other.item === undefined && isTogether(one.scope ?? null, other.scope ?? null)
}

/** One of several, such as of the tables of handlers that a walk hands over, is the same whichever walk meets it. */
function haveCommon(one: Value, other: Value): boolean {
  const isPlain = ({ kind }: Value): boolean => kind === 'constant' || kind === 'object' || kind === 'class'
  const isEqual = (a: Value, b: Value): boolean => !isApart(a.item, b.item) && identity(withoutItem(a)) === identity(withoutItem(b))
  const all = alternatives(other)
  return alternatives(one).some((a) => isPlain(a) && all.some((b) => isEqual(a, b)))
}

function isMade(value: Value): value is Extract<Value, { kind: 'object' | 'function' }> {
  return value.kind === 'object' || (value.kind === 'function' && value.bound === undefined)
}
