import { ts } from 'ts-morph'
import { assignedValues } from './assignedValues'
import { changesOfField } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { grown } from './grown'
import { madeByFunction } from './madeByFunction'
import { isTogether } from '../calls/isTogether'
import { argumentValues, passedTo } from '../calls/passedTo'
import { isStatic } from '../syntax/unwrapped'
import { choice } from './choice'
import { alternatives, constant, unknown, withItem, type Passed, type Scope, type Value } from './value'
import type { Given } from '../calls/given'
import type { FunctionNode } from '../syntax/functionAround'

type Instance = Extract<Value, { kind: 'instance' }>

/** A static member of a class, its own or inherited; null when there is none. */
export function classMember(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string): Value | null {
  for (const owner of classLine(evaluator, node)) {
    const own = owner.members.find((member) => isStatic(member) && isCalled(member, name))
    if (own === undefined) {
      // User.collection = 'users'
      const values = assigned(evaluator, owner, name, false)
      if (values.length > 0) return choice(values)
      continue
    }
    const scope = scopeOfClass(evaluator, owner, { kind: 'class', node })
    const all = [memberValue(evaluator, own, scope), ...assigned(evaluator, owner, name, false)]
    return choice(all.map((one) => changedField(evaluator, owner, name, one, scope)))
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
  const own = classLine(evaluator, instance.node).reduce<Value | null>(
    (found, owner) => found ?? ownInstanceMember(evaluator, owner, name, instance),
    null,
  )
  // What takes its place, and which of them it is, subclasses and those who make them tell.
  if (!isMade && !isPrivate(instance.node, name)) evaluator.want(instance.node)
  if (overrides.every((one) => one === null)) return own
  return ofEach(evaluator, instance.node, own, overrides)
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

/** `super.name`: what the class above has, whatever takes its place below; `this` in it stays what it is. */
export function superMember(evaluator: Evaluator, node: ts.PropertyAccessExpression): Value {
  const [self, above] = [thisValue(evaluator, node), thisValue(evaluator, node.expression)]
  if (above.kind === 'class') return classMember(evaluator, above.node, node.name.text) ?? unknown
  for (const owner of above.kind === 'instance' && self.kind === 'instance' ? classLine(evaluator, above.node) : []) {
    const found = ownInstanceMember(evaluator, owner, node.name.text, self as Instance)
    if (found !== null) return found
  }
  return unknown
}

/** What `new` with these arguments passes to the constructors of a class, and these to those that it extends; null where it is not told which `new`. */
export function passedToConstructors(evaluator: Evaluator, node: ts.ClassLikeDeclaration, args: readonly ts.Expression[] | null): Passed {
  const passed = new Map<ts.ParameterDeclaration | FunctionNode, Value>()
  let given = (): readonly Value[] | null => args && argumentValues(evaluator, args)
  for (const owner of classLine(evaluator, node)) {
    const runs = owner.members.find((one) => ts.isConstructorDeclaration(one) && one.body !== undefined) as
      ts.ConstructorDeclaration | undefined
    if (runs === undefined) continue
    const values = given()
    if (values !== null) for (const [parameter, value] of passedTo(runs, values)) passed.set(parameter, value)
    const above = superCall(runs)
    if (above === null) break
    const scope = evaluator.scopeOf({ of: owner, passed: new Map(passed), self: null, item: null, outer: null })
    given = () => evaluator.within(scope, () => argumentValues(evaluator, above.arguments))
  }
  return passed
}

function superCall({ body }: ts.ConstructorDeclaration): ts.CallExpression | null {
  for (const statement of body?.statements ?? []) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue
    if (statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return statement.expression
  }
  return null
}

/** Inside of the members that a class gives to an object: itself or one of its instances. */
export function scopeOfClass(evaluator: Evaluator, of: ts.ClassLikeDeclaration, self: Value): Scope {
  const outer = self.kind === 'instance' ? (self.scope ?? scopeOfAny(evaluator, self.node)) : null
  return evaluator.scopeOf({ of, passed: new Map(), self, item: null, outer })
}

/** Inside of any instance of a class: `super('user')` says what those above it are made with. */
function scopeOfAny(evaluator: Evaluator, of: ts.ClassLikeDeclaration): Scope | null {
  const passed = passedToConstructors(evaluator, of, null)
  return passed.size === 0 ? null : evaluator.scopeOf({ of, passed, self: null, item: null, outer: null })
}

/** A class and those of the project that it extends, nearest first. */
export function classLine(evaluator: Evaluator, node: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration[] {
  const line = new Set([node])
  // Classes that extend each other are an error of the app, and no endless line.
  for (const one of line) {
    const clause = one.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    const base = clause?.types[0] === undefined ? unknown : evaluator.evaluate(clause.types[0].expression)
    if (base.kind === 'class') line.add(base.node)
  }
  return [...line]
}

/** What `this` (or `super`) is at a node: the class in its static members, an instance in the others. */
export function thisValue(evaluator: Evaluator, at: ts.Node): Value {
  const isSuper = at.kind === ts.SyntaxKind.SuperKeyword
  for (let node = at.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isArrowFunction(node)) continue
    if (ts.isClassElement(node) && ts.isClassLike(node.parent)) {
      const owner = isSuper ? classLine(evaluator, node.parent)[1] : node.parent
      if (owner === undefined) return unknown
      const self = evaluator.self()
      // In a call on an object that is known, `this` is that object, not any of its class.
      if (!isSuper && self !== null && 'node' in self && ts.isClassLike(self.node) && classLine(evaluator, self.node).includes(owner))
        return self
      if (!isStatic(node)) return { kind: 'instance', node: owner }
      return isSuper ? { kind: 'class', node: owner } : anyClassOf(evaluator, owner)
    }
    if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent))
      return evaluator.scoped({ kind: 'object', node: node.parent })
    if (ts.isFunctionLike(node)) return isSuper ? unknown : thisOfPrototype(evaluator, node)
  }
  return unknown
}

/** `Mailer.prototype.send = function () { this… }` */
function thisOfPrototype(evaluator: Evaluator, { parent }: ts.Node): Value {
  const { left } = parent as Partial<ts.BinaryExpression>
  const prototype = left !== undefined && ts.isPropertyAccessExpression(left) ? left.expression : null
  if (prototype === null || !ts.isPropertyAccessExpression(prototype) || prototype.name.text !== 'prototype') return unknown
  const owner = evaluator.evaluate(prototype.expression)
  if (owner.kind === 'class') return { kind: 'instance', node: owner.node }
  return owner.kind === 'function' ? madeByFunction(evaluator, owner.node) : unknown
}

/** `this` in a static member of a class is that class, or one below it. */
function anyClassOf(evaluator: Evaluator, node: ts.ClassLikeDeclaration): Value {
  evaluator.want(node)
  const all = [node, ...evaluator.subclasses(node)]
  const atHand = evaluator.indexIn(node)
  const items = all.map((one, index): Value => withItem({ kind: 'class', node: one }, all.length > 1 ? { walk: node, index } : undefined))
  return atHand === null ? choice(items) : (items[atHand] ?? choice(items))
}

function ownInstanceMember(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string, instance: Instance): Value | null {
  const scope = scopeOfClass(evaluator, node, instance)
  const values: Value[] = []
  for (const member of node.members) {
    if (isStatic(member)) continue
    if (isCalled(member, name)) {
      if (!ts.isPropertyDeclaration(member) || member.initializer !== undefined) values.push(memberValue(evaluator, member, scope))
    } else if (ts.isConstructorDeclaration(member)) {
      for (const parameter of member.parameters) {
        if (ts.isParameterPropertyDeclaration(parameter, member) && ts.isIdentifier(parameter.name) && parameter.name.text === name) {
          values.push(evaluator.within(scope, () => evaluator.declared(parameter)))
        }
      }
    }
  }
  values.push(...evaluator.within(scope, () => assigned(evaluator, node, name, true)))
  return values.length === 0 ? null : choice(values.map((value) => changedField(evaluator, node, name, value, scope)))
}

/** A list or map in a field, to which methods add: what each known call of them adds is an item. */
function changedField(evaluator: Evaluator, owner: ts.ClassLikeDeclaration, name: string, value: Value, scope: Scope): Value {
  const isOfInstance = scope.self?.kind === 'instance'
  const changes = value.kind === 'list' || value.kind === 'map' ? changesOfField(owner, name, isOfInstance) : []
  return changes.length === 0 ? value : grown(evaluator, value, changes, scope)
}

/** What the file of a class assigns to a member of it, as in `this.name = …`. */
function assigned(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string, isOfInstance: boolean): readonly Value[] {
  return assignedValues(evaluator, node, name, isOfInstance, (right) => assignedValue(evaluator, right))
}

/** What is assigned: where a method takes that as an argument, by its calls on the object at hand, none being nothing. */
function assignedValue(evaluator: Evaluator, right: ts.Expression): Value {
  const { value, wanted } = evaluator.evaluateAsking(right)
  wanted.forEach((one) => evaluator.want(one))
  const around = ts.findAncestor(right, ts.isFunctionLike)
  const isTaken = [...wanted].some((one) => ts.isParameter(one) && one.parent === around && !ts.isConstructorDeclaration(around))
  const self = evaluator.self()
  const isMade = self?.kind === 'instance' && self.scope !== undefined
  const calls = isTaken && isMade ? (evaluator.project.journal.told('called', around!) as readonly Given[]) : []
  if (calls.length === 0) return value
  const own = calls.filter(({ to }) => isTogether(to.scope ?? null, evaluator.scope()))
  return own.length === 0
    ? constant(undefined)
    : choice(own.map(({ to, args }) => evaluator.calling(to, args, () => evaluator.evaluate(right))))
}

function memberValue(evaluator: Evaluator, member: ts.ClassElement, scope: Scope): Value {
  if (ts.isPropertyDeclaration(member)) {
    const { initializer } = member
    return initializer === undefined ? constant(undefined) : evaluator.within(scope, () => evaluator.evaluate(initializer))
  }
  if (ts.isMethodDeclaration(member)) return { kind: 'function', node: member, scope }
  return ts.isGetAccessor(member) ? evaluator.returned({ node: member, scope }, []) : unknown
}

function isCalled(member: ts.ClassElement, name: string): boolean {
  const key = member.name
  return key !== undefined && (ts.isIdentifier(key) || ts.isStringLiteral(key) || ts.isPrivateIdentifier(key)) && key.text === name
}
