import { ts } from 'ts-morph'
import { typeOf } from './declaredType'
import type { Evaluator } from './evaluate'
import { lookup } from './scope'
import { typeDeclaration } from './typeDeclaration'
import { unknown, type Value } from './value'

/** Longer chains of aliases are for a type checker. */
const deepest = 8

/** What `object.name` is where the object is declared to be the SDK's events, `typeof events`, and its value is not known. */
export function memberBySdkType(evaluator: Evaluator, node: ts.Expression): Value {
  if (!ts.isPropertyAccessExpression(node) || (node.name.text !== 'publish' && node.name.text !== 'on')) return unknown
  const type = typeOf(evaluator, node.expression)
  const object = type === null || ts.isClassLike(type) ? unknown : sdkOf(evaluator, type, 0)
  return object.kind === 'sdk' ? evaluator.member(object, node.name.text) : unknown
}

function sdkOf(evaluator: Evaluator, type: ts.TypeNode, depth: number): Value {
  if (depth > deepest) return unknown
  if (ts.isTypeQueryNode(type)) return ts.isIdentifier(type.exprName) ? imported(evaluator, type.exprName) : unknown
  if (ts.isParenthesizedTypeNode(type)) return sdkOf(evaluator, type.type, depth + 1)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return unknown
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (declaration !== null) return ts.isTypeAliasDeclaration(declaration) ? sdkOf(evaluator, declaration.type, depth + 1) : unknown
  const [first] = type.typeArguments ?? []
  return first !== undefined && ['Pick', 'Omit', 'Readonly', 'NonNullable'].includes(type.typeName.text)
    ? sdkOf(evaluator, first, depth + 1)
    : unknown
}

/** What a name stands for, also where it is imported as a type alone. */
function imported(evaluator: Evaluator, name: ts.Identifier): Value {
  const declaration = lookup(name, name.text)
  if (declaration === null || !ts.isImportSpecifier(declaration)) return evaluator.evaluate(name)
  const { moduleSpecifier } = declaration.parent.parent.parent as ts.ImportDeclaration
  return ts.isStringLiteral(moduleSpecifier)
    ? evaluator.imported(name.getSourceFile().fileName, moduleSpecifier.text, (declaration.propertyName ?? declaration.name).text)
    : unknown
}
