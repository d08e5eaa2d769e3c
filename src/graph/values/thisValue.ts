import { ts } from 'ts-morph'
import { enclosingFunction, isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import { methodOf } from '../syntax/prototypes'
import { runsAtOnce } from '../syntax/usesOfThis'
import { isStatic } from '../syntax/unwrapped'
import { choice } from './choice'
import { classLine, classMember, ownInstanceMember, type Instance } from './classMembers'
import type { Evaluator } from './evaluate'
import { builtLine, isBuilder } from './builtMembers'
import { unknown, withItem, withoutFreshness, type Value } from './value'

/** `super.name`: what the class above has, whatever takes its place below; `this` in it stays what it is. */
export function superMember(evaluator: Evaluator, node: ts.PropertyAccessExpression): Value {
  const [self, above] = [thisValue(evaluator, node), thisValue(evaluator, node.expression)]
  if (above.kind === 'class') return classMember(evaluator, above, node.name.text) ?? unknown
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
        return self.kind === 'instance' && self.isFresh === true && !readsAtOnce(at, node) ? withoutFreshness(self) : self
      if (!isStatic(node)) return { kind: 'instance', node: owner }
      return isSuper ? { kind: 'class', node: owner } : anyClassOf(evaluator, owner)
    }
    if (ts.isFunctionLike(node)) return isSuper || !isFunctionNode(node) ? unknown : thisOfFunction(evaluator, node)
  }
  return unknown
}

/** Whether `this` is read before anybody else can write to it. */
function readsAtOnce(at: ts.Node, method: ts.Node): boolean {
  return ts.isPropertyAccessExpression(at.parent) && enclosingFunction(at) === method && runsAtOnce(at)
}

/** What `this` is in a function that is no part of a class. */
function thisOfFunction(evaluator: Evaluator, node: FunctionNode): Value {
  for (let scope = evaluator.scope(); scope !== null; scope = scope.outer) if (scope.of === node && scope.self !== null) return scope.self
  const { object, prototype } = methodOf(node)
  if (prototype === null && object !== null) return evaluator.scoped({ kind: 'object', node: object })
  const owner = prototype === null ? evaluator.scoped({ kind: 'function', node }) : evaluator.evaluate(prototype)
  if (owner.kind === 'class') return { kind: 'instance', node: owner.node }
  if (owner.kind !== 'function' || !isBuilder(evaluator, owner.node)) return unknown
  const self = evaluator.self()
  if (self?.kind === 'built' && builtLine(evaluator, self.node).includes(owner.node)) return self
  return { kind: 'built', node: owner.node }
}

/** `this` in a static member of a class is that class, or one below it. */
function anyClassOf(evaluator: Evaluator, node: ts.ClassLikeDeclaration): Value {
  evaluator.want(node)
  const all = [node, ...evaluator.subclasses(node)]
  const atHand = evaluator.indexIn(node)
  const items = all.map((one, index): Value => withItem({ kind: 'class', node: one }, all.length > 1 ? { walk: node, index } : undefined))
  return atHand === null ? choice(items) : (items[atHand] ?? choice(items))
}
