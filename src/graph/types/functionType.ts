import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { membersAbove } from './typeMembers'
import { aliasedType, typeDeclaration } from './typeDeclaration'

/** Longer chains of aliases are for a type checker. */
const deepest = 8

/** The function type that a type stands for; null for all others. */
export function functionType(evaluator: Evaluator, type: ts.TypeNode, depth = 0): ts.FunctionTypeNode | null {
  if (depth > deepest) return null
  if (ts.isFunctionTypeNode(type)) return type
  if (ts.isParenthesizedTypeNode(type)) return functionType(evaluator, type.type, depth + 1)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  const alias = declaration === null ? null : aliasedType(declaration)
  return alias === null ? null : functionType(evaluator, alias, depth + 1)
}

/** The function types that are written for a function: of its name, and of the members that it is. */
export function functionTypesOf(evaluator: Evaluator, run: ts.Node): readonly ts.FunctionTypeNode[] {
  const { parent } = run
  const written = ts.isVariableDeclaration(parent) ? parent.type : undefined
  const types = [written, ...membersAbove(evaluator, run).map((one) => (ts.isPropertySignature(one) ? one.type : undefined))]
  return types.flatMap((type) => (type === undefined ? [] : (functionType(evaluator, type) ?? [])))
}
