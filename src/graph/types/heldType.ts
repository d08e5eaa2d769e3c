import { ts } from 'ts-morph'
import type { Type } from './declaredType'
import type { Evaluator } from '../values/evaluate'
import { partsOfType } from './typeBehind'
import { standsFor } from './typeMembers'

const lists: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable'])
/** Types that hold values by keys. */
const keyed: ReadonlySet<string> = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record'])

/** Longer ways are for a type checker. */
const deepest = 8

/** The type of what a list, set, map or record holds; null where the text tells none. */
export function heldType(evaluator: Evaluator, type: Type | null): Type | null {
  const table = tableOf(evaluator, type)
  if (table === null || !ts.isTypeReferenceNode(table)) return table !== null && ts.isArrayTypeNode(table) ? table.elementType : null
  const name = table.typeName.getText()
  return table.typeArguments?.[keyed.has(name) ? 1 : lists.has(name) ? 0 : Infinity] ?? null
}

/** Whether a walk through a type meets keys, each with its value. */
export function isKeyed(evaluator: Evaluator, type: Type): boolean {
  const table = tableOf(evaluator, type)
  return table !== null && ts.isTypeReferenceNode(table) && keyed.has(table.typeName.getText())
}

/** The one type of what is there: of `Promise<Job[] | null>` the list. */
function tableOf(evaluator: Evaluator, type: ts.Node | null, depth = 0): ts.Node | null {
  if (type === null || depth > deepest) return null
  const [only = null, ...others] = partsOfType(evaluator, type)
  const inner = only !== null && ts.isTypeReferenceNode(only) ? standsFor(only)[0] : undefined
  if (others.length > 0) return null
  return inner === undefined ? only : tableOf(evaluator, inner, depth + 1)
}
