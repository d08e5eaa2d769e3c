import { ts } from 'ts-morph'
import { typeOf, typeOfName } from './declaredType'
import type { Evaluator } from '../values/evaluate'
import { lookup } from '../syntax/scope'
import { aliasedType, isNothingType, typeDeclaration } from './typeDeclaration'
import { plainKey, unwrapped } from '../syntax/unwrapped'
import { choice } from '../values/choice'
import { functionsIn, unknown, unknownArguments, type Value } from '../values/value'

/** Longer chains of aliases are for a type checker. */
const deepest = 8

/** Types of which the first argument is what they stand for, or has its members. */
const transparent: ReadonlySet<string> = new Set(['Pick', 'Omit', 'Readonly', 'NonNullable', 'Awaited', 'Promise'])

/**
 * What is called where its value is not known and its declared type says of which value it is: `typeof events`, and what a function gives,
 * `ReturnType<typeof createBus>`. Unknown for all other types.
 */
export function calledByType(evaluator: Evaluator, callee: ts.Expression): Value {
  return ts.isPropertyAccessExpression(callee) || ts.isIdentifier(callee) ? valueAt(evaluator, callee, 0) : unknown
}

/** Whether a file declares a type that others can import, in which the SDK's events are: `interface Deps { events: typeof events }`. */
export function declaresSdkType(evaluator: Evaluator, source: ts.SourceFile): boolean {
  const isSdk = (node: ts.Node): boolean =>
    ts.isTypeQueryNode(node) || ts.isImportTypeNode(node)
      ? valueOf(evaluator, node, 0).kind === 'sdk'
      : ts.forEachChild(node, (child) => isSdk(child) || undefined) === true
  return source.text.includes('typeof') && source.statements.some((one) => isType(one) && isSdk(one))
}

function isType(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node)
}

function valueAt(evaluator: Evaluator, node: ts.Expression, depth: number): Value {
  if (depth > deepest) return unknown
  const type = typeOf(evaluator, node)
  if (type !== null) return ts.isClassLike(type) ? unknown : valueOf(evaluator, type, 0)
  const inner = unwrapped(node)
  if (inner !== null) return valueAt(evaluator, inner, depth + 1)
  if (ts.isPropertyAccessExpression(node)) return memberOf(evaluator, valueAt(evaluator, node.expression, depth + 1), node.name.text)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration !== null && ts.isBindingElement(declaration) ? takenOut(evaluator, declaration) : unknown
}

/** `({ events }: typeof ampt)` */
function takenOut(evaluator: Evaluator, { parent: pattern, propertyName, name }: ts.BindingElement): Value {
  const key = plainKey(propertyName ?? name)
  const type = typeOfName(evaluator, pattern.parent)
  if (type === null || ts.isClassLike(type) || key === null) return unknown
  return memberOf(evaluator, valueOf(evaluator, type, 0), key)
}

function memberOf(evaluator: Evaluator, object: Value, name: string): Value {
  return object.kind === 'unknown' ? unknown : evaluator.member(object, name)
}

/** The value that a type is written for. */
function valueOf(evaluator: Evaluator, type: ts.TypeNode, depth: number): Value {
  if (depth > deepest) return unknown
  const inside = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : valueOf(evaluator, one, depth + 1))
  if (ts.isTypeQueryNode(type)) return named(evaluator, type.exprName)
  if (ts.isImportTypeNode(type)) return importType(evaluator, type)
  if (ts.isParenthesizedTypeNode(type)) return inside(type.type)
  if (ts.isUnionTypeNode(type)) {
    const [first, ...others] = type.types.filter((one) => !isNothingType(one))
    return others.length === 0 ? inside(first) : unknown
  }
  if (ts.isIntersectionTypeNode(type)) return type.types.map(inside).find(({ kind }) => kind !== 'unknown') ?? unknown
  if (ts.isIndexedAccessTypeNode(type)) {
    const { indexType: key } = type
    return ts.isLiteralTypeNode(key) && ts.isStringLiteral(key.literal)
      ? memberOf(evaluator, inside(type.objectType), key.literal.text)
      : unknown
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return unknown
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (declaration !== null) {
    return inside(ts.isTypeParameterDeclaration(declaration) ? declaration.constraint : (aliasedType(declaration) ?? undefined))
  }
  const value = inside(type.typeArguments?.[0])
  if (type.typeName.text === 'ReturnType') return choice(functionsIn(value).map((one) => evaluator.returned(one, [unknownArguments])))
  return transparent.has(type.typeName.text) ? value : unknown
}

/** `typeof import('@ampt/sdk').events` */
function importType(evaluator: Evaluator, { argument, qualifier }: ts.ImportTypeNode): Value {
  if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return unknown
  const namespace = evaluator.imported(argument.getSourceFile().fileName, argument.literal.text, null)
  const memberNamed = (name: ts.EntityName): Value =>
    ts.isIdentifier(name) ? evaluator.member(namespace, name.text) : evaluator.member(memberNamed(name.left), name.right.text)
  return qualifier === undefined ? namespace : memberNamed(qualifier)
}

/** What a name stands for, also where it is imported as a type alone. */
function named(evaluator: Evaluator, name: ts.EntityName): Value {
  if (ts.isQualifiedName(name)) return evaluator.member(named(evaluator, name.left), name.right.text)
  const declaration = lookup(name, name.text)
  if (declaration === null) return unknown
  const imported = ts.isImportSpecifier(declaration)
    ? { from: declaration.parent.parent.parent, as: (declaration.propertyName ?? declaration.name).text }
    : ts.isNamespaceImport(declaration)
      ? { from: declaration.parent.parent, as: null }
      : null
  if (imported === null) return evaluator.evaluate(name)
  const { moduleSpecifier } = imported.from as ts.ImportDeclaration
  return ts.isStringLiteral(moduleSpecifier)
    ? evaluator.imported(name.getSourceFile().fileName, moduleSpecifier.text, imported.as)
    : unknown
}
