import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { chosen, evaluateType, known, literal, valueOf } from './evaluateType'
import { memberNames } from '../values/members'
import { typeDeclaration } from './typeDeclaration'
import { basesOf } from './typeMembers'
import { choice } from '../values/choice'
import { constant, unknown, type Value } from '../values/value'

/** Deeper than this is a type that builds itself. */
const deepest = 8
/** Types that have the keys of their first argument. */
const transparent: ReadonlySet<string> = new Set(['Partial', 'Required', 'Readonly', 'NonNullable'])

/** The names that `keyof` gives: of a constant, an object type, an interface with what it extends, and what is made of these. Unknown for all else. */
export function keysOfType(evaluator: Evaluator, type: ts.TypeNode, depth: number): Value {
  if (depth > deepest) return unknown
  const inside = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : keysOfType(evaluator, one, depth + 1))
  const valuesOf = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : evaluateType(evaluator, one, depth + 1))
  if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) return inside(type.type)
  if (ts.isTypeQueryNode(type)) {
    const names = memberNames(evaluator, valueOf(evaluator, type.exprName))
    return names === null ? unknown : choice(names.map(constant))
  }
  if (ts.isTypeLiteralNode(type)) return namesOfMembers(type.members)
  if (ts.isIntersectionTypeNode(type)) return known(type.types.map(inside))
  // { [K in Names as `on.${K}`]: … }
  if (ts.isMappedTypeNode(type)) return valuesOf(type.nameType ?? type.typeParameter.constraint)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return unknown
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (declaration !== null) return keysDeclared(evaluator, declaration, depth)
  const [first, second] = type.typeArguments ?? []
  switch (type.typeName.text) {
    case 'Record':
      return valuesOf(first)
    case 'Pick':
      return valuesOf(second)
    case 'Omit':
      return chosen(inside(first), valuesOf(second), false)
    default:
      return transparent.has(type.typeName.text) ? inside(first) : unknown
  }
}

function keysDeclared(evaluator: Evaluator, declaration: ts.Node, depth: number): Value {
  const inside = (one: ts.TypeNode): Value => keysOfType(evaluator, one, depth + 1)
  if (ts.isTypeAliasDeclaration(declaration)) return inside(declaration.type)
  if (ts.isTypeParameterDeclaration(declaration)) return declaration.constraint === undefined ? unknown : inside(declaration.constraint)
  if (!ts.isInterfaceDeclaration(declaration) || depth > deepest) return unknown
  // Interfaces of one name add up.
  const parts = declaration.parent
    .getChildren()
    .flatMap((child) => child.getChildren())
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === declaration.name.text)
  const bases = parts.flatMap((one) => basesOf(evaluator, one))
  const extended = parts.flatMap(({ heritageClauses = [] }) => heritageClauses.flatMap(({ types }) => types))
  const members = parts.flatMap((one) => [...one.members])
  return known([
    ...(bases.length < extended.length ? [unknown] : bases.map((one) => keysDeclared(evaluator, one, depth + 1))),
    ...(members.length === 0 ? [] : [namesOfMembers(members)]),
  ])
}

function namesOfMembers(members: readonly ts.TypeElement[]): Value {
  const names = members.map(({ name }): Value => {
    if (name !== undefined && ts.isStringLiteral(name)) return literal(name)
    return name !== undefined && ts.isIdentifier(name) ? constant(name.text) : unknown
  })
  return known(names)
}
