import { ts } from 'ts-morph'
import { classMember, instanceMember } from './classMembers'
import { assignmentsToMembers, changesOf, changesOfField, type Change, type MemberAssignment } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { grown, isMadeOnce } from './grown'
import { innerItem } from './item'
import { moduleExports } from '../modules/moduleExports'
import { exportedNames } from './moduleValues'
import { declaredIn } from '../syntax/scope'
import { sdkMember } from './sdkMember'
import { isStatic, plainKey, unwrapped } from '../syntax/unwrapped'
import { choice } from './choice'
import { nodeId } from './identity'
import { partsOf } from './text'
import { alternatives, constant, list, isNothing, otherArgument, unknown, withItem, type Value } from './value'
import type { FunctionNode } from '../syntax/functionAround'

/** `value.name`: unknown where the value is, `undefined` where an object literal does not have it. */
export function memberOf(evaluator: Evaluator, value: Value, name: string): Value {
  const found = ownMember(evaluator, value, name)
  // What a member of an item is, is of that item.
  return found.kind === 'choice' ? found : withItem(found, innerItem(found.item, value.item))
}

function ownMember(evaluator: Evaluator, value: Value, name: string): Value {
  switch (value.kind) {
    case 'choice':
      return choice(value.of.map((one) => withItem(memberOf(evaluator, one, name), one.item)))
    case 'unknown':
      return value.isOther === true ? otherArgument : unknown
    case 'sdk':
      return sdkMember(value.part, name)
    case 'made':
      // t.procedure, t.router
      return value.part === 'trpc' ? value : unknown
    case 'module':
      return evaluator.exported(value.file, name)
    case 'object':
      return evaluator.within(value.scope ?? null, () =>
        assignedElsewhere(
          evaluator,
          value.node,
          name,
          choice([objectMember(evaluator, value.node, name), ...assigned(evaluator, value.node, name)]),
        ),
      )
    case 'function':
      return functionMember(evaluator, value.node, name)
    case 'record':
      return value.of.findLast(([one]) => one === name)?.[1] ?? (value.isOpen === true ? unknown : constant(undefined))
    case 'list':
      if (name === 'length' && value.isLoose !== true) return constant(value.of.length)
      // The methods are no items.
      if (!/^-?\d+$/.test(name)) return unknown
      if (value.isLoose === true) return choice(value.of)
      // What is to come into an empty one may come in ways that are not told.
      return value.of[Number(name)] ?? (value.of.length > 0 ? constant(undefined) : unknown)
    case 'enum': {
      const found = declaredIn(value.node, name)
      if (found !== null) return evaluator.declared(found)
      const reverse = value.node.members.find((one) => partsOf(evaluator.declared(one))[0] === name)
      return reverse !== undefined && ts.isIdentifier(reverse.name) ? constant(reverse.name.text) : unknown
    }
    case 'namespace': {
      const found = declaredIn(value.node, name)
      return found === null ? unknown : evaluator.declared(found)
    }
    case 'class':
      return classMember(evaluator, value.node, name) ?? wantedOf(evaluator, value.node)
    case 'instance':
      if (name === 'constructor') return { kind: 'class', node: value.node }
      return instanceMember(evaluator, value, name) ?? unknown
    case 'constant':
      if (typeof value.value === 'string') return ofText(value.value, name)
      // `options?.after` of none.
      return value.value === null || value.value === undefined ? constant(undefined) : unknown
    default:
      return unknown
  }
}

function ofText(text: string, name: string): Value {
  if (name === 'length') return constant(text.length)
  return /^\d+$/.test(name) ? constant(text[Number(name)]) : unknown
}

/** Which class it is, those who call on it tell. */
function wantedOf(evaluator: Evaluator, node: ts.ClassLikeDeclaration): Value {
  evaluator.want(node)
  return unknown
}

/** `fire.later = …`, and `module.exports.later = …` where the function is what the module gives. */
function functionMember(evaluator: Evaluator, node: FunctionNode, name: string): Value {
  const owner = ts.isVariableDeclaration(node.parent) ? node.parent : node
  const values = assignmentsToMembers(owner).filter((one) => one.name === name && !one.isOfInstance)
  if (values.length > 0) return choice(values.map(({ right }) => (right === null ? unknown : evaluator.evaluate(right))))
  const { named, assigned } = moduleExports(node.getSourceFile())
  const added = named.get(name)
  if (added?.kind !== 'expression' || assigned === null) return unknown
  const given = evaluator.evaluate(assigned)
  return given.kind === 'function' && given.node === node ? evaluator.evaluate(added.node) : unknown
}

/** `value[key]` for a key that is not known: any of its members, where the text lists them all. */
export function anyMember(evaluator: Evaluator, value: Value): Value {
  const names = memberNames(evaluator, value)
  if (value.kind === 'list') return choice(value.of)
  return names === null ? unknown : choice(names.map((name) => memberOf(evaluator, value, name)))
}

/** The names of an object's or enum's members; null where the text does not list them all. */
export function memberNames(evaluator: Evaluator, value: Value): string[] | null {
  if (value.kind === 'choice') return namesOfAll(value.of.filter((one) => !isNothing(one)).map((one) => memberNames(evaluator, one)))
  if (value.kind === 'record' && value.isOpen === true) return null
  if (value.kind === 'record') return [...new Set(value.of.map(([name]) => name))]
  if (value.kind === 'module') return exportedNames(evaluator, value.file)
  const properties = value.kind === 'object' ? value.node.properties : value.kind === 'enum' ? value.node.members : null
  if (properties === null) return null
  const scope = value.kind === 'object' ? (value.scope ?? null) : null
  const keys = evaluator.within(scope, () => [
    ...properties.flatMap((one) => keysOf(evaluator, one)),
    ...(value.kind === 'object' ? keysAssigned(evaluator, value.node) : []),
  ])
  return keys.every((one) => one.kind === 'constant') ? [...new Set(keys.map((one) => String(one.value)))] : null
}

function namesOfAll(all: readonly (readonly string[] | null)[]): string[] | null {
  return all.includes(null) ? null : [...new Set(all.flatMap((names) => names ?? []))]
}

/** The key of a member, or those of what is spread. */
function keysOf(evaluator: Evaluator, property: ts.ObjectLiteralElementLike | ts.EnumMember): readonly Value[] {
  if (!ts.isSpreadAssignment(property)) return [keyOf(evaluator, property.name)]
  const spread = evaluator.guarded(`keys ${nodeId(property)}`, () => {
    const names = memberNames(evaluator, evaluator.evaluate(property.expression))
    return names === null ? unknown : list(names.map(constant))
  })
  return spread.kind === 'list' ? spread.of : [unknown]
}

/** What is assigned by name to members of the object that a variable is declared with. */
function namedChanges(node: ts.ObjectLiteralExpression): readonly MemberAssignment[] {
  const holder = holderOf(node)
  return ts.isVariableDeclaration(holder) ? assignmentsToMembers(holder).filter(({ name }) => name !== null) : []
}

/** What is added by keys that are computed, to the object that a variable or a field is declared with. */
function keyedChanges(node: ts.ObjectLiteralExpression): readonly Change[] {
  const holder = holderOf(node)
  const all = ts.isVariableDeclaration(holder)
    ? changesOf(holder)
    : ts.isPropertyDeclaration(holder) && ts.isClassLike(holder.parent)
      ? changesOfField(holder.parent, holder.name.getText(), !isStatic(holder))
      : []
  return all.filter(({ under }) => under !== undefined)
}

/** What is given an object: `const self = (module.exports = {} as Bus)`. */
function holderOf(node: ts.Expression): ts.Node {
  const { parent } = node
  return ts.isExpression(parent) && (isPlainAssignment(parent) || unwrapped(parent) === node) ? holderOf(parent) : parent
}

function isPlainAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
}

function assigned(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string): Value[] {
  const named = namedChanges(node)
    .filter((one) => one.name === name)
    .map(({ right }) => (right === null ? unknown : evaluator.guarded(`assigned ${nodeId(right)}`, () => evaluator.evaluate(right))))
  const entries = filled(evaluator, node).map((entry) => [evaluator.member(entry, '0'), evaluator.member(entry, '1')] as const)
  return [...named, ...entries.filter(([key]) => key.kind !== 'constant' || String(key.value) === name).map(([, value]) => value)]
}

function keysAssigned(evaluator: Evaluator, node: ts.ObjectLiteralExpression): readonly Value[] {
  const named = namedChanges(node).map(({ name }) => constant(name))
  return [...named, ...filled(evaluator, node).map((entry) => evaluator.member(entry, '0'))]
}

/** What is assigned by keys that are computed, `handlers[name] = run`, as the entries of a map. */
function filled(evaluator: Evaluator, node: ts.ObjectLiteralExpression): readonly Value[] {
  const changes = keyedChanges(node)
  if (changes.length === 0) return []
  const map = grown(evaluator, { kind: 'map', of: [] }, changes, evaluator.scope())
  return map.kind === 'map' ? map.of : []
}

/** A member that other files assign. */
export interface Assigned {
  readonly name: string
  readonly right: ts.Expression
}

/** What an object that has a name lacks, other files may give it: `bus.emit = …`. */
function assignedElsewhere(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string, own: Value): Value {
  const holder = holderOf(node)
  const isNamed = ts.isVariableDeclaration(holder) || ts.isExpressionStatement(holder) || ts.isExportAssignment(holder)
  if (!isNothing(own) || !isNamed || !isMadeOnce(node)) return own
  evaluator.want(node)
  const all = (evaluator.project.journal.told('grown', node) as readonly Assigned[]).filter((one) => one.name === name)
  return all.length === 0 ? own : choice(all.map(({ right }) => evaluator.within(null, () => evaluator.evaluate(right))))
}

/** The key of a member, computed or not. */
export function keyOf(evaluator: Evaluator, name: ts.PropertyName | ts.BindingName): Value {
  if (ts.isComputedPropertyName(name)) return evaluator.evaluate(name.expression)
  const key = plainKey(name)
  return key === null ? unknown : constant(key)
}

function isNamed(evaluator: Evaluator, key: ts.PropertyName, name: string): boolean {
  if (!ts.isComputedPropertyName(key)) return plainKey(key) === name
  const value = keyOf(evaluator, key)
  return value.kind === 'constant' && String(value.value) === name
}

function objectMember(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string): Value {
  /** What may stand in place of what comes before it. */
  const later: Value[] = []
  for (let index = node.properties.length - 1; index >= 0; index--) {
    const property = node.properties[index]!
    if (ts.isSpreadAssignment(property)) {
      // An object may be spread into itself: x = { ...x }.
      const found = alternatives(evaluator.guarded(property, () => memberOf(evaluator, evaluator.evaluate(property.expression), name)))
      // A spread object without the property leaves what stands before it; an unknown spread may hold anything.
      const there = found.filter((one) => one.kind !== 'constant' || one.value !== undefined)
      later.push(...there)
      if (there.length < found.length) continue
      return choice(later)
    }
    if (isNamed(evaluator, property.name, name)) return choice([ownProperty(evaluator, property), ...later])
  }
  return choice([constant(undefined), ...later])
}

function ownProperty(evaluator: Evaluator, property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>): Value {
  if (ts.isPropertyAssignment(property)) return evaluator.evaluate(property.initializer)
  if (ts.isShorthandPropertyAssignment(property)) return evaluator.evaluate(property.name)
  if (ts.isMethodDeclaration(property)) return evaluator.scoped({ kind: 'function', node: property })
  return ts.isGetAccessor(property) ? evaluator.returned(evaluator.scoped({ kind: 'function', node: property }), []) : unknown
}
