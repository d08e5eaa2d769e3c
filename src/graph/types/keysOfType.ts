import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { chosen, evaluateType, known, literal, valueOf } from './evaluateType'
import { memberNames } from '../values/members'
import { typeBehind } from './typeBehind'
import { basesOf } from './typeMembers'
import { choice } from '../values/choice'
import { constant, unknown, type Value } from '../values/value'

/** Deeper than this is a type that builds itself. */
const deepest = 8
/** Types that have the keys of their first argument. */
const transparent: ReadonlySet<string> = new Set(['Partial', 'Required', 'Readonly', 'NonNullable'])

/** The names that `keyof` gives: of a constant, an object type, an interface with what it extends, and what is made of these. Unknown for all else. */
export function keysOfType(evaluator: Evaluator, type: ts.Node, depth: number): Value {
  if (depth > deepest) return unknown
  const inside = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : keysOfType(evaluator, one, depth + 1))
  const written = typeBehind(evaluator, type)
  const valuesOf = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : evaluateType(evaluator, one, depth + 1))
  if (ts.isTypeQueryNode(written)) {
    const names = memberNames(evaluator, valueOf(evaluator, written.exprName))
    return names === null ? unknown : choice(names.map(constant))
  }
  if (ts.isInterfaceDeclaration(written)) return keysOfInterface(evaluator, written, depth)
  if (ts.isTypeLiteralNode(written)) return namesOfMembers(written.members)
  if (ts.isIntersectionTypeNode(written)) return known(written.types.map(inside))
  // { [K in Names as `on.${K}`]: … }
  if (ts.isMappedTypeNode(written)) return valuesOf(written.nameType ?? written.typeParameter.constraint)
  if (!ts.isTypeReferenceNode(written)) return unknown
  const [first, second] = written.typeArguments ?? []
  const name = written.typeName.getText()
  switch (name) {
    case 'Record':
      return valuesOf(first)
    case 'Pick':
      return valuesOf(second)
    case 'Omit':
      return chosen(inside(first), valuesOf(second), false)
    default:
      return transparent.has(name) ? inside(first) : unknown
  }
}

/** Interfaces of one name add up. */
function keysOfInterface(evaluator: Evaluator, declaration: ts.InterfaceDeclaration, depth: number): Value {
  const parts = declaration.parent
    .getChildren()
    .flatMap((child) => child.getChildren())
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === declaration.name.text)
  const bases = parts.flatMap((one) => basesOf(evaluator, one))
  const extended = parts.flatMap(({ heritageClauses = [] }) => heritageClauses.flatMap(({ types }) => types))
  const members = parts.flatMap((one) => [...one.members])
  return known([
    ...(bases.length < extended.length ? [unknown] : bases.map((one) => keysOfType(evaluator, one, depth + 1))),
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
