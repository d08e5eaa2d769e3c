import { isTogether } from '../calls/isTogether'
import { identity } from './identity'
import { withoutItem, type Value } from './value'

/** Whether two values may be the same object: of an instance of which no more than its class is told, it may be any. */
export function isSameObject(one: Value, other: Value): boolean {
  const isAny = (self: Value): boolean => (self.kind === 'instance' || self.kind === 'built') && self.scope === undefined
  if (isAny(one) || isAny(other)) return true
  if (one.kind !== 'instance' || other.kind !== 'instance') return identity(withoutItem(one)) === identity(withoutItem(other))
  // What a function makes has another name within it than where its callers have it.
  const isOneMaking = one.made?.every((node, index) => (other.made?.[index] ?? node) === node) ?? true
  return one.node === other.node && isOneMaking && isTogether(one.scope ?? null, other.scope ?? null)
}
