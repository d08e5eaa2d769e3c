import { ts } from 'ts-morph'
import { typeOf, type Type } from './declaredType'
import { memberOfType } from './typeMembers'
import type { Evaluator } from '../values/evaluate'
import { evaluateType } from './evaluateType'
import { isNothing, typeDeclaration } from './typeDeclaration'
import { plainKey } from '../syntax/unwrapped'
import { choice, constant, unknown, type Value } from '../values/value'

/** Deeper than this is a type that builds itself. */
const deepest = 8

/** The values that the declared type of an object allows for a member of it: `event.kind`, or `{ kind }: Event`. Unknown where it names none. */
export function allowedMember(evaluator: Evaluator, node: ts.Expression | ts.BindingElement): Value {
  const members = membersAt(evaluator, node)
  const values = members.map((member): Value => {
    if (member === null || !(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) || member.type === undefined)
      return unknown
    const value = evaluateType(evaluator, member.type)
    return member.questionToken === undefined || value.kind === 'unknown' ? value : choice([value, constant(undefined)])
  })
  // A union of which a part is not known says nothing.
  return values.some(({ kind }) => kind === 'unknown') ? unknown : choice(values)
}

/** The members that an access may mean, one for each part of a union. */
function membersAt(evaluator: Evaluator, node: ts.Expression | ts.BindingElement): readonly (ts.Node | null)[] {
  const name = nameIn(node)
  return name === null ? [] : typesAround(evaluator, node).map((type) => type && memberOfType(evaluator, type, name))
}

function nameIn(node: ts.Expression | ts.BindingElement): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return null
  const key = node.propertyName ?? node.name
  const plain = ts.isIdentifier(key) || ts.isStringLiteral(key) ? plainKey(key) : unknown
  return plain.kind === 'constant' ? String(plain.value) : null
}

/** The types of the object that a member is taken from. */
function typesAround(evaluator: Evaluator, node: ts.Expression | ts.BindingElement): readonly (Type | null)[] {
  const object = ts.isPropertyAccessExpression(node) ? node.expression : ts.isBindingElement(node) ? node.parent.parent : null
  if (object === null) return []
  if (ts.isPropertyAccessExpression(object) || ts.isBindingElement(object)) {
    return membersAt(evaluator, object).flatMap((member) => partsOf(evaluator, typeIn(member), 0))
  }
  if (!ts.isVariableDeclaration(object) && !ts.isParameter(object)) return partsOf(evaluator, typeOf(evaluator, object), 0)
  const { type, initializer } = object
  return partsOf(evaluator, type ?? (initializer === undefined ? null : typeOf(evaluator, initializer)), 0)
}

function typeIn(member: ts.Node | null): ts.TypeNode | null {
  return (member as { type?: ts.TypeNode } | null)?.type ?? null
}

/** The parts of a union, also behind names. */
function partsOf(evaluator: Evaluator, type: Type | null, depth: number): readonly (Type | null)[] {
  if (type === null || depth > deepest) return [null]
  if (ts.isClassLike(type)) return [type]
  // Where there is no object, the member is not asked for.
  if (ts.isUnionTypeNode(type)) return type.types.filter((one) => !isNothing(one)).flatMap((one) => partsOf(evaluator, one, depth + 1))
  if (ts.isParenthesizedTypeNode(type)) return partsOf(evaluator, type.type, depth + 1)
  const declaration =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? typeDeclaration(evaluator, type.typeName, type.typeName.text) : null
  return declaration !== null && ts.isTypeAliasDeclaration(declaration) ? partsOf(evaluator, declaration.type, depth + 1) : [type]
}
