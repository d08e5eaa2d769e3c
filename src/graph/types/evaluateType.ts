import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { anyMember } from '../values/members'
import { keysOfType } from './keysOfType'
import { partsOfType } from './partsOfType'
import { typeDeclaration } from './typeDeclaration'
import { memberOfType } from './typeMembers'
import { choice, joinText } from '../values/choice'
import { identity } from '../values/identity'
import { alternatives, constant, list, unknown, type Value } from '../values/value'

/** Deeper than this is a type that builds itself. */
const deepest = 8

/** Types of which the first argument tells what they allow. What a promise holds is not told apart from it. */
const transparent: ReadonlySet<string> = new Set(['Extract', 'Exclude', 'NonNullable', 'Readonly', 'Promise', 'Awaited'])

/** The values that a type's text allows: literals and their unions, enums, `keyof`, `typeof`, members of constants. Unknown for all else. */
export function evaluateType(evaluator: Evaluator, type: ts.TypeNode, depth = 0): Value {
  if (depth > deepest) return unknown
  const inside = (one: ts.TypeNode): Value => evaluateType(evaluator, one, depth + 1)
  if (ts.isParenthesizedTypeNode(type)) return inside(type.type)
  if (ts.isLiteralTypeNode(type)) return literal(type.literal)
  if (ts.isUnionTypeNode(type)) return known(type.types.map(inside))
  if (ts.isIntersectionTypeNode(type)) return type.types.map(inside).find(({ kind }) => kind !== 'unknown') ?? unknown
  if (ts.isTemplateLiteralTypeNode(type)) {
    return type.templateSpans.reduce<Value>(
      (left, span) => joinText(joinText(left, inside(span.type)), constant(span.literal.text)),
      constant(type.head.text),
    )
  }
  if (ts.isTypeOperatorNode(type)) {
    if (type.operator === ts.SyntaxKind.ReadonlyKeyword) return inside(type.type)
    return type.operator === ts.SyntaxKind.KeyOfKeyword ? keysOfType(evaluator, type.type, depth + 1) : unknown
  }
  if (ts.isTypeQueryNode(type)) return valueOf(evaluator, type.exprName)
  if (ts.isIndexedAccessTypeNode(type)) {
    const [object, keys] = [inside(type.objectType), namesIn(inside(type.indexType))]
    if (keys === null) return anyMember(evaluator, object)
    if (object.kind !== 'unknown') return choice(keys.map((key) => evaluator.member(object, key)))
    const members = partsOfType(evaluator, type.objectType).flatMap((part) => keys.map((key) => part && memberOfType(evaluator, part, key)))
    return known(members.map((one) => (one !== null && ts.isPropertySignature(one) && one.type !== undefined ? inside(one.type) : unknown)))
  }
  if (ts.isArrayTypeNode(type)) return listOf(inside(type.elementType))
  if (ts.isTupleTypeNode(type)) {
    const items = type.elements.map((one) => (ts.isNamedTupleMember(one) || ts.isRestTypeNode(one) ? unknown : inside(one)))
    return items.some(({ kind }) => kind === 'unknown') ? unknown : list(items)
  }
  return ts.isTypeReferenceNode(type) ? reference(evaluator, type, depth) : unknown
}

function reference(evaluator: Evaluator, { typeName, typeArguments }: ts.TypeReferenceNode, depth: number): Value {
  const inside = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : evaluateType(evaluator, one, depth + 1))
  // Topic.Mail
  if (!ts.isIdentifier(typeName)) return valueOf(evaluator, typeName)
  const declaration = typeDeclaration(evaluator, typeName, typeName.text)
  if (declaration === null) {
    const mapped = ts.findAncestor(typeName, (one) => ts.isMappedTypeNode(one) && one.typeParameter.name.text === typeName.text)
    if (mapped !== undefined) return inside((mapped as ts.MappedTypeNode).typeParameter.constraint)
    if (['Array', 'ReadonlyArray', 'Set', 'ReadonlySet'].includes(typeName.text)) return listOf(inside(typeArguments?.[0]))
    if (['Record', 'Map', 'ReadonlyMap'].includes(typeName.text))
      return tableOf(typeName.text, inside(typeArguments?.[0]), inside(typeArguments?.[1]))
    if (Object.hasOwn(cases, typeName.text)) return cased(inside(typeArguments?.[0]), cases[typeName.text]!)
    const first = transparent.has(typeName.text) ? inside(typeArguments?.[0]) : unknown
    if (typeName.text !== 'Extract' && typeName.text !== 'Exclude') return first
    const isText = typeArguments?.[1]?.kind === ts.SyntaxKind.StringKeyword
    const others = isText ? choice(alternatives(first).filter(isString)) : inside(typeArguments?.[1])
    return chosen(first, others, typeName.text === 'Extract')
  }
  if (ts.isTypeAliasDeclaration(declaration)) return inside(declaration.type)
  if (ts.isTypeParameterDeclaration(declaration)) return inside(declaration.constraint)
  return ts.isEnumDeclaration(declaration) ? anyMember(evaluator, { kind: 'enum', node: declaration }) : unknown
}

/** Types that write a text otherwise. */
const cases: Readonly<Record<string, (text: string) => string>> = {
  Lowercase: (text) => text.toLowerCase(),
  Uppercase: (text) => text.toUpperCase(),
  Capitalize: (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
  Uncapitalize: (text) => text.slice(0, 1).toLowerCase() + text.slice(1),
}

function cased(value: Value, write: (text: string) => string): Value {
  return known(alternatives(value).map((one) => (one.kind === 'constant' ? constant(write(String(one.value))) : unknown)))
}

/** What holds a value under each of some keys. */
function tableOf(name: string, keys: Value, value: Value): Value {
  const names = namesIn(keys)
  if (names === null) return unknown
  if (name !== 'Record') return { kind: 'map', of: alternatives(keys).map((key) => list([key, value])) }
  return { kind: 'record', of: names.map((key) => [key, value]) }
}

/** The names that keys are; null where one is not told. */
function namesIn(keys: Value): readonly string[] | null {
  const names = alternatives(keys).map((key) => (key.kind === 'constant' ? String(key.value) : null))
  return names.every((one) => one !== null) ? names : null
}

/** A list of any of the values, in any order. */
function listOf(item: Value): Value {
  return item.kind === 'unknown' ? unknown : list(alternatives(item), true)
}

function isString(value: Value): boolean {
  return value.kind === 'constant' && typeof value.value === 'string'
}

/** `Extract<values, others>` and `Exclude<values, others>`. */
export function chosen(values: Value, others: Value, isIn: boolean): Value {
  const known = new Set(alternatives(others).map(identity))
  // Not a list of literals: which of the values it means is not told.
  if (known.has('unknown')) return unknown
  return choice(alternatives(values).filter((one) => known.has(identity(one)) === isIn))
}

/** The value of a literal, with the text that spells it. */
export function literal(node: ts.LiteralTypeNode['literal'] | ts.StringLiteral): Value {
  if (ts.isStringLiteralLike(node)) return { kind: 'constant', value: node.text, literal: node }
  return ts.isNumericLiteral(node) ? constant(Number(node.text)) : unknown
}

/** What a name stands for in a type: `typeof table`. */
export function valueOf(evaluator: Evaluator, name: ts.EntityName): Value {
  return ts.isIdentifier(name) ? evaluator.evaluate(name) : evaluator.member(valueOf(evaluator, name.left), name.right.text)
}

/** A union of which a part is not known says nothing. */
export function known(values: readonly Value[]): Value {
  return values.some(({ kind }) => kind === 'unknown') ? unknown : choice(values)
}
