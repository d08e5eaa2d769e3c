import { ts } from 'ts-morph'
import type { Type } from './declaredType'
import type { Evaluator } from '../values/evaluate'
import { aliasedType, typeDeclaration } from './typeDeclaration'

/** Longer chains of aliases are for a type checker. */
const deepest = 8
const lists: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable'])
/** Types that hold values by keys. */
const keyed: ReadonlySet<string> = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record'])

/** The type of what a list, set, map or record holds; null where the text tells none. */
export function heldType(evaluator: Evaluator, type: Type | null): Type | null {
  const table = type === null ? null : written(evaluator, type)
  if (table === null) return null
  if (ts.isArrayTypeNode(table)) return table.elementType
  if (!ts.isTypeReferenceNode(table)) return null
  const name = table.typeName.getText()
  return table.typeArguments?.[keyed.has(name) ? 1 : lists.has(name) ? 0 : Infinity] ?? null
}

/** Whether a walk through a type meets keys, each with its value. */
export function isKeyed(evaluator: Evaluator, type: Type): boolean {
  const table = written(evaluator, type)
  return table !== null && ts.isTypeReferenceNode(table) && keyed.has(table.typeName.getText())
}

/** A type behind aliases and `readonly`. */
function written(evaluator: Evaluator, type: Type, depth = 0): Type | null {
  if (depth > deepest) return null
  if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return written(evaluator, type.type, depth + 1)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return type
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  const alias = declaration === null ? null : aliasedType(declaration)
  return alias === null ? type : written(evaluator, alias, depth + 1)
}
