import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { callsIn } from './actsIn'
import { copiesIn } from './copiesIn'
import type { FunctionNode } from './functionAround'
import { lookup } from './scope'

// Functions that make objects by `new`, as they were written before there were classes.

/** What declares the name of a function. */
export function declarationOf(node: FunctionNode): ts.Node {
  return ts.isVariableDeclaration(node.parent) ? node.parent : node
}

/** `Mailer` of `Mailer.prototype`; null for any other expression. */
export function ownerOfPrototype(node: ts.Node): ts.Expression | null {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'prototype' ? node.expression : null
}

/** What has a function as a method: the object, `{ run() { … } }`, `{ run: function () { … } }`, and the name of what has it, or that object, in its prototype. */
export function methodOf(node: FunctionNode): {
  readonly object: ts.ObjectLiteralExpression | null
  readonly prototype: ts.Expression | null
} {
  const property = ts.isPropertyAssignment(node.parent) ? node.parent : node
  const object = ts.isObjectLiteralExpression(property.parent) ? property.parent : null
  return { object, prototype: prototypeAround(object ?? node) }
}

/** `Mailer.prototype.send = function () { … }`, `Mailer.prototype = { … }` */
function prototypeAround(node: ts.Node): ts.Expression | null {
  const { parent } = node
  if (ts.isBinaryExpression(parent) && parent.right === node) {
    const { left } = parent
    return ownerOfPrototype(left) ?? (ts.isPropertyAccessExpression(left) ? ownerOfPrototype(left.expression) : null)
  }
  const [target, ...copied] = ts.isCallExpression(parent) ? copiesIn(parent) : []
  return target !== undefined && copied.some((one) => one === node) ? ownerOfPrototype(target) : null
}

/** What a function inherits from, as the file says by a call: `util.inherits(Mailer, Base)`, `Object.setPrototypeOf(Mailer.prototype, Base.prototype)`. */
export function inheritedBy(declaration: ts.Node): readonly ts.Expression[] {
  return inheritancesIn(declaration.getSourceFile()).get(declaration) ?? []
}

const inheritancesIn = onceFor((source: ts.SourceFile): ReadonlyMap<ts.Node, readonly ts.Expression[]> => {
  const found = new Map<ts.Node, ts.Expression[]>()
  for (const { expression: callee, arguments: args = [] } of callsIn(source)) {
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
    const [one, other] = name === 'setPrototypeOf' ? args.map(ownerOfPrototype) : name === 'inherits' ? args : []
    const declaration = one && ts.isIdentifier(one) ? lookup(one, one.text) : null
    if (declaration !== null && other) found.set(declaration, [...(found.get(declaration) ?? []), other])
  }
  return found
})
