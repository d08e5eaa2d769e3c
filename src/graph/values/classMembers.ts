import { ts } from 'ts-morph'
import { assignedValues } from './assignedValues'
import { asMethod } from './builtMembers'
import { scopeOfClass } from './constructed'
import { assignmentsToMembers, changesOfField } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { grown } from './grown'
import { callsOnObject } from '../calls/callsOnObject'
import { isStatic, plainKey } from '../syntax/unwrapped'
import { returnsThis } from '../syntax/returnedExpressions'
import { constructorOf } from '../syntax/functionAround'
import { choice } from './choice'
import { writtenBy } from './ofCall'
import { alternatives, constant, stepsOf, unknown, withItem, type Scope, type Value } from './value'
import { callsNow } from '../calls/given'
import { mayBeReplaced, writtenTo } from './written'

export type Instance = Extract<Value, { kind: 'instance' }>
export type Class = Extract<Value, { kind: 'class' }>

/** A static member of a class, its own or inherited; null when there is none. */
export function classMember(evaluator: Evaluator, one: Class, name: string): Value | null {
  for (const owner of madeLine(evaluator, one).keys()) {
    const own = owner.members.find((member) => isStatic(member) && isCalled(member, name))
    if (own === undefined) {
      // User.collection = 'users'
      const values = assigned(evaluator, owner, name, false)
      if (values.length > 0) return choice(values)
      continue
    }
    const scope = scopeOfClass(evaluator, owner, one)
    const written = [memberValue(evaluator, own, scope), ...assigned(evaluator, owner, name, false)]
    const all = withOthers(evaluator, owner, name, written, scope)
    return choice(all.map((value) => changedField(evaluator, owner, name, value, scope)))
  }
  return null
}

/**
 * A member of an instance: of its class or inherited, and, where it is not known which class it was made of, what the subclasses put in
 * its place.
 */
export function instanceMember(evaluator: Evaluator, instance: Instance, name: string): Value | null {
  const isMade = instance.scope !== undefined
  const overrides = isMade
    ? []
    : evaluator.subclasses(instance.node).map((node) => ownInstanceMember(evaluator, node, name, { kind: 'instance', node }))
  const own = memberBehind(evaluator, instance, name)
  // What takes its place, and which of them it is, subclasses and those who make them tell.
  if (!isMade && !isPrivate(instance.node, name)) evaluator.want(instance.node)
  if (overrides.every((one) => one === null)) return own
  return ofEach(evaluator, instance.node, own, overrides)
}

/** What the calls of a chain write to a member, the last first; what it was before, and what others write, if they may have since. */
function memberBehind(evaluator: Evaluator, instance: Instance, name: string): Value | null {
  const found: Value[] = []
  let { isFresh = false } = instance
  for (const step of stepsOf(instance)) {
    const { values, isSure } = evaluator.within(step.scope, () => writtenBy(evaluator, step, name))
    found.push(...values)
    if (isSure) return choice(isFresh ? found : [...found, ...writtenLater(evaluator, instance, name)])
    isFresh &&= step.isFresh
  }
  const own = memberOfLine(evaluator, instance, name)
  return found.length === 0 ? own : choice([...found, ...(own === null ? [] : [own])])
}

/** What others write to a member. */
function writtenLater(evaluator: Evaluator, instance: Instance, name: string): readonly Value[] {
  return [...madeLine(evaluator, instance).keys()].flatMap((owner) =>
    evaluator.within(scopeOfClass(evaluator, owner, instance), () => [
      ...assigned(evaluator, owner, name, true, true).filter((one) => one !== notGiven),
      ...writtenTo(evaluator, owner, name, instance),
    ]),
  )
}

/** What the nearest class gives a member that gives it to each object, and what methods of all of them write. */
function memberOfLine(evaluator: Evaluator, instance: Instance, name: string): Value | null {
  const found: Value[] = []
  let isGiven = false
  for (const owner of madeLine(evaluator, instance).keys()) {
    const self = scopeOfClass(evaluator, owner, instance)
    const own = isGiven ? null : ownInstanceMember(evaluator, owner, name, instance)
    found.push(...(isGiven ? evaluator.within(self, () => assigned(evaluator, owner, name, true, true)) : own === null ? [] : [own]))
    isGiven ||= givesMember(owner, name)
  }
  return found.length === 0 ? null : choice(!isGiven && found.every(isData) ? [constant(undefined), ...found] : found)
}

/** Whether all objects of a class begin with a value for a field, by their type too, or share a method. */
function givesMember(node: ts.ClassLikeDeclaration, name: string): boolean {
  const declared = [...node.members.filter((one) => !isStatic(one)), ...(constructorOf(node)?.parameters ?? [])]
  const isThere = (one: ts.ClassElement | ts.ParameterDeclaration): boolean =>
    isCalled(one, name) && (ts.isParameter(one) ? ts.isParameterPropertyDeclaration(one, one.parent) : !isBare(one) || !isOptional(one))
  return declared.some(isThere) || assignmentsToMembers(node).some((one) => one.isAtOnce && one.isOfInstance && one.name === name)
}

function isOptional(member: ts.ClassElement): boolean {
  return (member as ts.PropertyDeclaration).questionToken !== undefined
}

function isData(value: Value): boolean {
  return alternatives(value).every(({ kind }) => kind === 'constant' || kind === 'text' || kind === 'range')
}

function isPrivate({ members }: ts.ClassLikeDeclaration, name: string): boolean {
  return members.some((one) => isCalled(one, name) && (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Private) !== 0)
}

/** What each subclass has in place of a member of its base, so that what belongs to one never stands beside what belongs to another. */
function ofEach(evaluator: Evaluator, base: ts.ClassLikeDeclaration, own: Value | null, overrides: readonly (Value | null)[]): Value {
  const isAbstract = (ts.getCombinedModifierFlags(base) & ts.ModifierFlags.Abstract) !== 0
  const data = own !== null && alternatives(own).every(({ kind }) => kind !== 'function') ? own : null
  const all = [isAbstract && data !== null ? null : own, ...overrides.map((one) => one ?? data)]
  const atHand = evaluator.indexIn(base)
  const found = all.map((one, index) => (one === null ? [] : [withItem(one, { walk: base, index })]))
  return choice(atHand === null ? found.flat() : (found[atHand] ?? []))
}

/** A class and those of the project that it extends, nearest first. */
export function classLine(evaluator: Evaluator, node: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration[] {
  return [...lineWithin(evaluator, node, evaluator.scope()).keys()]
}

/** The same of a class or an instance that is told, each with the call that it was made in, as by `domainEvent('paid')`. */
export function madeLine(evaluator: Evaluator, one: Class | Instance): ReadonlyMap<ts.ClassLikeDeclaration, Scope | null> {
  return lineWithin(evaluator, one.node, classOf(one).scope ?? null)
}

function lineWithin(evaluator: Evaluator, node: ts.ClassLikeDeclaration, scope: Scope | null): Map<ts.ClassLikeDeclaration, Scope | null> {
  const line = new Map([[node, scope]])
  // Classes that extend each other are an error of the app, and no endless line.
  for (const [one, madeIn] of line) {
    const clause = one.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    const extended = clause?.types[0]?.expression
    if (extended === undefined) break
    const { value: base, wanted } = evaluator.within(madeIn, () => evaluator.evaluateAsking(extended))
    if (base.kind !== 'class') wanted.forEach((one) => evaluator.want(one))
    else if (!line.has(base.node)) line.set(base.node, base.scope ?? null)
  }
  return line
}

/** The class of an instance. */
export function classOf(one: Class | Instance): Class {
  if (one.kind === 'class') return one
  const scope = one.scope?.outer ?? null
  return scope === null ? { kind: 'class', node: one.node } : { kind: 'class', node: one.node, scope }
}

/** A member that a class itself gives its instances; null where it has none. */
export function ownInstanceMember(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string, instance: Instance): Value | null {
  const scope = scopeOfClass(evaluator, node, instance)
  const declared = node.members.filter((one) => !isStatic(one) && isCalled(one, name))
  const handedIn = constructorOf(node)?.parameters.find((one) => ts.isParameterPropertyDeclaration(one, one.parent) && isCalled(one, name))
  const all = [
    ...declared.filter((one) => !isBare(one)).map((one) => memberValue(evaluator, one, scope)),
    ...(handedIn === undefined ? [] : [evaluator.within(scope, () => evaluator.declared(handedIn))]),
    ...evaluator.within(scope, () => assigned(evaluator, node, name, true)).map((one) => asMethod(evaluator, one, instance)),
  ]
  const given = all.filter((one) => one !== notGiven)
  const own = given.length > 0 ? given : all
  const isOpen = ![...declared, handedIn].some((one) => one !== undefined && isClosed(one))
  const values = own.length > 0 && isOpen ? withOthers(evaluator, node, name, own, scope) : own
  return values.length === 0 ? null : choice(values.map((value) => changedField(evaluator, node, name, value, scope)))
}

/** With what others give a field, which are asked for: `job.state = …`, `Object.assign(this, row)`. */
function withOthers(
  evaluator: Evaluator,
  owner: ts.ClassLikeDeclaration,
  name: string,
  own: readonly Value[],
  scope: Scope,
): readonly Value[] {
  if (!own.some(mayBeReplaced)) return own
  if (owner.name !== undefined) evaluator.want(owner.name)
  return [...own, ...evaluator.within(scope, () => writtenTo(evaluator, owner, name, scope.self!))]
}

/** A list or map in a field, to which methods add: what each known call of them adds is an item. */
function changedField(evaluator: Evaluator, owner: ts.ClassLikeDeclaration, name: string, value: Value, scope: Scope): Value {
  const isOfInstance = scope.self?.kind === 'instance'
  const changes = value.kind === 'list' || value.kind === 'map' ? changesOfField(owner, name, isOfInstance) : []
  return changes.length === 0 ? value : grown(evaluator, value, changes, scope)
}

/** What the file of a class assigns to a member of it, as in `this.name = …`. */
function assigned(
  evaluator: Evaluator,
  node: ts.ClassLikeDeclaration,
  name: string,
  isOfInstance: boolean,
  isLater = false,
): readonly Value[] {
  return assignedValues(evaluator, node, name, isOfInstance, (right) => assignedValue(evaluator, right), isLater)
}

/** What a method that nobody calls on an object assigns there. */
const notGiven = constant(undefined)

/** What is assigned: where a method takes that as an argument, by its calls on the object at hand, none being nothing. */
export function assignedValue(evaluator: Evaluator, right: ts.Expression): Value {
  const { parent } = right
  // Many calls of a method may read what as many others wrote.
  return ts.isBinaryExpression(parent)
    ? evaluator.remembered(parent, () => valueAssigned(evaluator, right))
    : valueAssigned(evaluator, right)
}

function valueAssigned(evaluator: Evaluator, right: ts.Expression): Value {
  const { value, wanted } = evaluator.evaluateAsking(right)
  wanted.forEach((one) => evaluator.want(one))
  const around = ts.findAncestor(right, ts.isFunctionLike)
  const self = evaluator.self()
  const isMaker = around === undefined || ts.isConstructorDeclaration(around) || (self?.kind === 'built' && self.node === around)
  const isChained = around !== undefined && ts.isMethodDeclaration(around) && returnsThis(around)
  if (isChained) evaluator.want(around)
  const isTaken = !isMaker && (isChained || [...wanted].some((one) => ts.isParameter(one) && one.parent === around))
  const isMade = (self?.kind === 'instance' || self?.kind === 'built') && self.scope !== undefined
  const calls = isTaken && isMade ? callsNow(evaluator.project.journal, around) : []
  const others = calls.filter(({ call }) => !isStep(self, call))
  const own = around === undefined ? [] : callsOnObject(evaluator, around, others)
  if (calls.length > 0 && own.length === 0) return notGiven
  // Which of what its callers pass it has by then, only the order of these calls tells.
  if (isTaken) evaluator.leaveUndecided()
  return own.length === 0 ? value : choice(own.map(({ to, args }) => evaluator.calling(to, args, () => evaluator.evaluate(right))))
}

/** Whether a call is one of the chain that gives the object at hand: what that writes is told there. */
function isStep(self: Value | null, call: ts.Node): boolean {
  return self?.kind === 'instance' && stepsOf(self).some((one) => one.call === call)
}

function memberValue(evaluator: Evaluator, member: ts.ClassElement, scope: Scope): Value {
  if (ts.isPropertyDeclaration(member)) {
    const { initializer } = member
    return initializer === undefined ? constant(undefined) : evaluator.within(scope, () => evaluator.evaluate(initializer))
  }
  if (ts.isMethodDeclaration(member)) return { kind: 'function', node: member, scope }
  return ts.isGetAccessor(member) ? evaluator.returned({ node: member, scope }, []) : unknown
}

/** Whether only the class itself can write to a field. */
function isClosed(member: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Readonly | ts.ModifierFlags.Private)) !== 0
}

/** `name: string`, which only says that there is one. */
function isBare(member: ts.ClassElement): boolean {
  return ts.isPropertyDeclaration(member) && member.initializer === undefined
}

function isCalled({ name }: ts.ClassElement | ts.ParameterDeclaration, text: string): boolean {
  return name !== undefined && plainKey(name) === text
}
