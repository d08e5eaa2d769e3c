import { ts } from 'ts-morph'
import { assignmentsToMembers } from './assignments'
import type { Evaluator } from './evaluate'
import { isStatic } from './unwrapped'
import { choice, constant, unknown, type Value } from './value'

/** A static member of a class, its own or inherited; null when there is none. */
export function classMember(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string): Value | null {
  for (const owner of classLine(evaluator, node)) {
    const own = owner.members.find((member) => isStatic(member) && isCalled(member, name))
    if (own !== undefined) return choice([memberValue(evaluator, own, { kind: 'class', node }), ...assigned(evaluator, owner, name, false)])
  }
  return null
}

/** A member of the instances of a class: of its own or inherited, and what its subclasses put in its place. */
export function instanceMember(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string): Value | null {
  const self: Value = { kind: 'instance', node }
  const overrides = evaluator.subclasses(node).map((one) => ownInstanceMember(evaluator, one, name, { kind: 'instance', node: one }))
  for (const owner of classLine(evaluator, node)) {
    const found = [ownInstanceMember(evaluator, owner, name, self), ...overrides].filter((value) => value !== null)
    if (found.length > 0) return choice(found)
  }
  evaluator.want(node)
  return null
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
      return isStatic(node) ? { kind: 'class', node: owner } : { kind: 'instance', node: owner }
    }
    if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent)) return { kind: 'object', node: node.parent }
    if (ts.isFunctionLike(node)) return unknown
  }
  return unknown
}

function ownInstanceMember(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string, self: Value): Value | null {
  const values: Value[] = []
  for (const member of node.members) {
    if (isStatic(member)) continue
    if (isCalled(member, name)) {
      if (!ts.isPropertyDeclaration(member) || member.initializer !== undefined) values.push(memberValue(evaluator, member, self))
    } else if (ts.isConstructorDeclaration(member)) {
      for (const parameter of member.parameters) {
        if (ts.isParameterPropertyDeclaration(parameter, member) && ts.isIdentifier(parameter.name) && parameter.name.text === name) {
          values.push(evaluator.declared(parameter))
        }
      }
    }
  }
  values.push(...assigned(evaluator, node, name, true))
  return values.length === 0 ? null : choice(values)
}

/** What the file of a class assigns to a member of it, as in `this.name = …`. */
function assigned(evaluator: Evaluator, node: ts.ClassLikeDeclaration, name: string, isOfInstance: boolean): Value[] {
  return assignmentsToMembers(node)
    .filter((one) => one.name === name && one.isOfInstance === isOfInstance)
    .map(({ right }) => (right === null ? unknown : evaluator.guarded(right, () => evaluator.evaluate(right))))
}

function memberValue(evaluator: Evaluator, member: ts.ClassElement, self: Value): Value {
  if (ts.isPropertyDeclaration(member))
    return member.initializer === undefined ? constant(undefined) : evaluator.evaluate(member.initializer)
  if (ts.isMethodDeclaration(member)) return { kind: 'function', node: member }
  return ts.isGetAccessor(member) ? evaluator.returned(member, [], self) : unknown
}

function isCalled(member: ts.ClassElement, name: string): boolean {
  const key = member.name
  return key !== undefined && (ts.isIdentifier(key) || ts.isStringLiteral(key) || ts.isPrivateIdentifier(key)) && key.text === name
}
