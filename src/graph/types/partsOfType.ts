import { ts } from 'ts-morph'
import type { Type } from './declaredType'
import { isNothingType, typeDeclaration } from './typeDeclaration'
import type { Evaluator } from '../values/evaluate'

/** Deeper than this is a type that builds itself. */
const deepest = 8

/** The parts of a union, also behind names; null for one that is not told. */
export function partsOfType(evaluator: Evaluator, type: Type | null, depth = 0): readonly (Type | null)[] {
  if (type === null || depth > deepest) return [null]
  if (ts.isClassLike(type)) return [type]
  // Where there is no object, the member is not asked for.
  if (ts.isUnionTypeNode(type))
    return type.types.filter((one) => !isNothingType(one)).flatMap((one) => partsOfType(evaluator, one, depth + 1))
  if (ts.isParenthesizedTypeNode(type)) return partsOfType(evaluator, type.type, depth + 1)
  const declaration =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? typeDeclaration(evaluator, type.typeName, type.typeName.text) : null
  return declaration !== null && ts.isTypeAliasDeclaration(declaration) ? partsOfType(evaluator, declaration.type, depth + 1) : [type]
}
