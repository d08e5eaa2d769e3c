import { ts } from 'ts-morph'
import { assignedValues } from './assignedValues'
import { assignmentsToMembers, changesOf, changesOfField, type Change } from '../syntax/assignments'
import { ownerOfMembers } from '../syntax/ownerOf'
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { grown, isMadeOnce } from './grown'
import { identity, nodeId } from './identity'
import { memberNames } from './members'
import { propertyValue } from '../syntax/propertyValue'
import { isStatic, plainKey, unwrapped } from '../syntax/unwrapped'
import { alternatives, constant, isNothing, list, unknown, type Value } from './value'
import { mayBeReplaced, writtenTo } from './written'

/** A member of the object that a literal makes: as it is written there, or as it is assigned later. */
export function memberOfObject(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string): Value {
  const holder = holderOf(node)
  const named = ts.isVariableDeclaration(holder) ? assignedValues(evaluator, holder, name) : []
  const entries = filled(evaluator, node).map((entry) => [evaluator.member(entry, '0'), evaluator.member(entry, '1')] as const)
  const keyed = entries.filter(([key]) => key.kind !== 'constant' || String(key.value) === name).map(([, value]) => value)
  const first = filling(node, name).length > 0 ? [] : [writtenMember(evaluator, node, name)]
  return writtenElsewhere(evaluator, node, name, choice([...first, ...named, ...keyed]))
}

/** What statements behind an object give a member of it before that is read. */
export function filling(node: ts.ObjectLiteralExpression, name: string): readonly ts.Expression[] {
  const holder = holderOf(node)
  const all = ts.isVariableDeclaration(holder) ? assignmentsToMembers(holder) : []
  return all.flatMap((one) => (one.isAtOnce && one.name === name ? (one.right ?? []) : []))
}

/** Whether a member stays as the literal writes it. */
export function isAsWritten(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string): boolean {
  return identity(memberOfObject(evaluator, node, name)) === identity(writtenMember(evaluator, node, name))
}

/** The keys of all members of such an object. */
export function keysOfObject(evaluator: Evaluator, node: ts.ObjectLiteralExpression): readonly Value[] {
  const holder = holderOf(node)
  const named = ts.isVariableDeclaration(holder) ? assignmentsToMembers(holder).flatMap(({ name }) => (name === null ? [] : [name])) : []
  return [
    ...node.properties.flatMap((one) => keysIn(evaluator, one)),
    ...named.map(constant),
    ...filled(evaluator, node).map((entry) => evaluator.member(entry, '0')),
  ]
}

/** The key of a member, or those of what is spread. */
function keysIn(evaluator: Evaluator, property: ts.ObjectLiteralElementLike): readonly Value[] {
  if (!ts.isSpreadAssignment(property)) return [keyOf(evaluator, property.name)]
  const spread = evaluator.guarded(`keys ${nodeId(property)}`, () => {
    const names = memberNames(evaluator, evaluator.evaluate(property.expression))
    return names === null ? unknown : list(names.map(constant))
  })
  return spread.kind === 'list' ? spread.of : [unknown]
}

/** What is added by keys that are computed, to the object that a variable or a field begins with. */
function keyedChanges(node: ts.ObjectLiteralExpression): readonly Change[] {
  return changesOfHolder(node).filter(({ under }) => under !== undefined)
}

function changesOfHolder(node: ts.ObjectLiteralExpression): readonly Change[] {
  const { parent } = node
  // this.jobs = {}
  if (isPlainAssignment(parent) && ts.isPropertyAccessExpression(parent.left)) {
    const owner = ownerOfMembers(parent.left.expression)
    if (owner !== null) return changesOfField(owner.node, parent.left.name.text, owner.isOfInstance)
  }
  const holder = holderOf(node)
  if (ts.isVariableDeclaration(holder)) return changesOf(holder)
  return ts.isPropertyDeclaration(holder) && ts.isClassLike(holder.parent)
    ? changesOfField(holder.parent, holder.name.getText(), !isStatic(holder))
    : []
}

/** What is given an object: `const self = (module.exports = {} as Bus)`. */
export function holderOf(node: ts.Expression): ts.Node {
  const { parent } = node
  return ts.isExpression(parent) && (isPlainAssignment(parent) || unwrapped(parent) === node) ? holderOf(parent) : parent
}

function isPlainAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
}

/** What is assigned by keys that are computed, `handlers[name] = run`, as the entries of a map. */
function filled(evaluator: Evaluator, node: ts.ObjectLiteralExpression): readonly Value[] {
  const changes = keyedChanges(node)
  if (changes.length === 0) return []
  const map = grown(evaluator, { kind: 'map', of: [] }, changes, evaluator.scope())
  return map.kind === 'map' ? map.of : []
}

/** A member with what others give it: `job.state = …` where the object is handed to, `bus.emit = …` where it is imported. */
function writtenElsewhere(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string, own: Value): Value {
  if (!mayBeReplaced(own) || isFixed(node)) return own
  evaluator.want(node)
  const all = writtenTo(evaluator, node, name, evaluator.scoped({ kind: 'object', node }))
  const isAdded = all.length > 0 && isNothing(own) && isMadeOnce(node)
  return choice(isAdded ? all : [own, ...all])
}

/** Whether nobody can write to an object: `as const`, `Object.freeze(…)`. */
function isFixed(node: ts.ObjectLiteralExpression): boolean {
  const { parent } = node
  if (ts.isAsExpression(parent)) return parent.type.getText() === 'const'
  return ts.isCallExpression(parent) && parent.expression.getText() === 'Object.freeze'
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

function writtenMember(evaluator: Evaluator, node: ts.ObjectLiteralExpression, name: string): Value {
  /** What may stand in place of what comes before it. */
  const later: Value[] = []
  for (let index = node.properties.length - 1; index >= 0; index--) {
    const property = node.properties[index]!
    if (ts.isSpreadAssignment(property)) {
      // An object may be spread into itself: x = { ...x }.
      const found = alternatives(evaluator.guarded(property, () => evaluator.member(evaluator.evaluate(property.expression), name)))
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
  const value = propertyValue(property)
  if (value !== null) return evaluator.evaluate(value)
  if (ts.isMethodDeclaration(property)) return evaluator.scoped({ kind: 'function', node: property })
  return ts.isGetAccessor(property) ? evaluator.returned(evaluator.scoped({ kind: 'function', node: property }), []) : unknown
}
