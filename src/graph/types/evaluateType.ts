import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { anyMember } from '../values/members'
import { keysOfType } from './keysOfType'
import { partsOfType, typeBehind } from './typeBehind'
import { memberOfType } from './typeMembers'
import { importOf } from '../syntax/importOf'
import { lookup } from '../syntax/scope'
import { choice, joinText } from '../values/choice'
import { identity } from '../values/identity'
import { alternatives, constant, functionsIn, list, unknown, unknownArguments, type Value } from '../values/value'

/** Deeper than this is a type that builds itself. */
const deepest = 8

/** Types of which the first argument tells what they allow. What a promise holds is not told apart from it. */
const transparent: ReadonlySet<string> = new Set(['NonNullable', 'Readonly', 'Promise', 'Awaited', 'Pick', 'Omit'])

/** The values that a type's text allows: literals and their unions, enums, `keyof`, `typeof`, what functions return, members of constants. Unknown for all else. */
export function evaluateType(evaluator: Evaluator, type: ts.TypeNode, depth = 0): Value {
  if (depth > deepest) return unknown
  const inside = (one: ts.TypeNode | undefined): Value => (one === undefined ? unknown : evaluateType(evaluator, one, depth + 1))
  const written = typeBehind(evaluator, type)
  if (ts.isEnumDeclaration(written)) return anyMember(evaluator, { kind: 'enum', node: written })
  if (ts.isTypeReferenceNode(written)) return reference(evaluator, written, inside)
  if (ts.isLiteralTypeNode(written)) return literal(written.literal)
  if (written.kind === ts.SyntaxKind.UndefinedKeyword) return constant(undefined)
  if (ts.isUnionTypeNode(written)) return known(written.types.map(inside))
  if (ts.isIntersectionTypeNode(written)) return written.types.map(inside).find(({ kind }) => kind !== 'unknown') ?? unknown
  if (ts.isTemplateLiteralTypeNode(written)) {
    return written.templateSpans.reduce<Value>(
      (left, span) => joinText(joinText(left, inside(span.type)), constant(span.literal.text)),
      constant(written.head.text),
    )
  }
  if (ts.isTypeOperatorNode(written)) {
    return written.operator === ts.SyntaxKind.KeyOfKeyword ? keysOfType(evaluator, written.type, depth + 1) : unknown
  }
  if (ts.isTypeQueryNode(written)) return valueOf(evaluator, written.exprName)
  if (ts.isImportTypeNode(written)) return importType(evaluator, written)
  if (ts.isIndexedAccessTypeNode(written)) {
    const [object, keys] = [inside(written.objectType), namesIn(inside(written.indexType))]
    if (keys === null) return anyMember(evaluator, object)
    if (object.kind !== 'unknown') return choice(keys.map((key) => evaluator.member(object, key)))
    const members = partsOfType(evaluator, written.objectType).flatMap((part) =>
      keys.map((key) => part && memberOfType(evaluator, part, key)),
    )
    return known(members.map((one) => (one !== null && ts.isPropertySignature(one) ? inside(one.type) : unknown)))
  }
  if (ts.isArrayTypeNode(written)) return listOf(inside(written.elementType))
  if (!ts.isTupleTypeNode(written)) return unknown
  const items = written.elements.map((one) => (ts.isNamedTupleMember(one) || ts.isRestTypeNode(one) ? unknown : inside(one)))
  return items.some(({ kind }) => kind === 'unknown') ? unknown : list(items)
}

/** What a name that the project does not declare stands for: what a type of the language makes of those that it is given. */
function reference(
  evaluator: Evaluator,
  { typeName, typeArguments: [first, second] = [] as never }: ts.TypeReferenceNode,
  inside: (type: ts.TypeNode | undefined) => Value,
): Value {
  // Topic.Mail
  if (!ts.isIdentifier(typeName)) return valueOf(evaluator, typeName)
  const { text: name } = typeName
  const mapped = ts.findAncestor(
    typeName,
    (one): one is ts.MappedTypeNode => ts.isMappedTypeNode(one) && one.typeParameter.name.text === name,
  )
  if (mapped !== undefined) return inside(mapped.typeParameter.constraint)
  if (Object.hasOwn(cases, name)) return cased(inside(first), cases[name]!)
  switch (name) {
    case 'Array':
    case 'ReadonlyArray':
    case 'Set':
    case 'ReadonlySet':
      return listOf(inside(first))
    case 'Record':
    case 'Map':
    case 'ReadonlyMap':
      return tableOf(name, inside(first), inside(second))
    case 'ReturnType':
      return choice(functionsIn(inside(first)).map((one) => evaluator.returned(one, [unknownArguments])))
    case 'Extract':
    case 'Exclude': {
      const isText = second?.kind === ts.SyntaxKind.StringKeyword
      const others = isText ? choice(alternatives(inside(first)).filter(isString)) : inside(second)
      return chosen(inside(first), others, name === 'Extract')
    }
    default:
      return transparent.has(name) ? inside(first) : unknown
  }
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
  if (node.kind === ts.SyntaxKind.NullKeyword) return constant(null)
  return ts.isNumericLiteral(node) ? constant(Number(node.text)) : unknown
}

/** What a name stands for in a type, `typeof table`, also where it is imported as a type alone. */
export function valueOf(evaluator: Evaluator, name: ts.EntityName): Value {
  if (ts.isQualifiedName(name)) return evaluator.member(valueOf(evaluator, name.left), name.right.text)
  const declaration = lookup(name, name.text)
  const imported = declaration === null ? null : importOf(declaration)
  return imported?.isType === true
    ? evaluator.imported(name.getSourceFile().fileName, imported.specifier, imported.name)
    : evaluator.evaluate(name)
}

/** `typeof import('@ampt/sdk').events` */
function importType(evaluator: Evaluator, { argument, qualifier }: ts.ImportTypeNode): Value {
  if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return unknown
  const namespace = evaluator.imported(argument.getSourceFile().fileName, argument.literal.text, null)
  const memberNamed = (name: ts.EntityName): Value =>
    ts.isIdentifier(name) ? evaluator.member(namespace, name.text) : evaluator.member(memberNamed(name.left), name.right.text)
  return qualifier === undefined ? namespace : memberNamed(qualifier)
}

/** A union of which a part is not known says nothing. */
export function known(values: readonly Value[]): Value {
  return values.some(({ kind }) => kind === 'unknown') ? unknown : choice(values)
}
