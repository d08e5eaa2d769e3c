import { ts } from 'ts-morph'
import { isStatic } from '../syntax/unwrapped'
import { choice } from './choice'
import { classLine, classMember, ownInstanceMember, type Instance } from './classMembers'
import type { Evaluator } from './evaluate'
import { madeByFunction } from './madeByFunction'
import { unknown, withItem, type Value } from './value'

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
