import { ts } from 'ts-morph'
import type { Type } from './declaredType'
import type { Evaluator } from '../values/evaluate'
import { typeBehind } from './typeBehind'

const lists: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable'])
/** Types that hold values by keys. */
const keyed: ReadonlySet<string> = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record'])

/** The type of what a list, set, map or record holds; null where the text tells none. */
export function heldType(evaluator: Evaluator, type: Type | null): Type | null {
  const table = type === null ? null : typeBehind(evaluator, type)
  if (table === null || !ts.isTypeReferenceNode(table)) return table !== null && ts.isArrayTypeNode(table) ? table.elementType : null
  const name = table.typeName.getText()
  return table.typeArguments?.[keyed.has(name) ? 1 : lists.has(name) ? 0 : Infinity] ?? null
}

/** Whether a walk through a type meets keys, each with its value. */
export function isKeyed(evaluator: Evaluator, type: Type): boolean {
  const table = typeBehind(evaluator, type)
  return ts.isTypeReferenceNode(table) && keyed.has(table.typeName.getText())
}
