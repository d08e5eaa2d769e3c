import { ts } from 'ts-morph'
import { argumentValues, passedTo } from '../calls/passedTo'
import { borrowedCall } from '../calls/borrowedCall'
import { callsIn } from '../syntax/actsIn'
import { assignmentsToMembers } from '../syntax/assignments'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import { declarationOf, inheritedBy, ownerOfPrototype } from '../syntax/prototypes'
import { assignedValues } from './assignedValues'
import { choice } from './choice'
import { assignedValue } from './classMembers'
import type { Evaluator } from './evaluate'
import { mayBeReplaced, writtenTo } from './written'
import { alternatives, isNothing, unknown, type FunctionValue, type Passed, type Scope, type Value } from './value'

export type Built = Extract<Value, { kind: 'built' }>

/** What `new` makes of a function that is no class, with these arguments: the object that it returns, where it does. */
export function built(evaluator: Evaluator, called: FunctionValue, args: readonly ts.Expression[]): Value {
  const { node, scope } = called
  const values = argumentValues(evaluator, args)
  const returned = evaluator.returned(called, values)
  if (returned.kind === 'object') return returned
  const passed = passedAlong(evaluator, node, values)
  return { kind: 'built', node, scope: evaluator.scopeOf({ of: node, passed, self: null, item: null, outer: scope ?? null }) }
}

/** What is passed to a function, and by it to those that it inherits from: `Base.call(this, name)`. */
function passedAlong(evaluator: Evaluator, node: FunctionNode, args: readonly Value[]): Passed {
  const passed = new Map(passedTo(node, args))
  for (const base of builtLine(evaluator, node).slice(1)) {
    const call = callsIn(node.getSourceFile()).find((one) => functionAround(one) === node && isBaseCall(evaluator, one, base))
    const called = call !== undefined && ts.isCallExpression(call) ? borrowedCall(call) : null
    if (called === null) break
    const scope = evaluator.scopeOf({ of: node, passed: new Map(passed), self: null, item: null, outer: null })
    const given = evaluator.within(scope, () => argumentValues(evaluator, called.args))
    for (const [parameter, value] of passedTo(base, given)) passed.set(parameter, value)
  }
  return passed
}

function isBaseCall(evaluator: Evaluator, call: ts.CallExpression | ts.NewExpression, base: FunctionNode): boolean {
  const called = ts.isCallExpression(call) && call.arguments[0]?.kind === ts.SyntaxKind.ThisKeyword ? borrowedCall(call) : null
  return called !== null && alternatives(evaluator.evaluate(called.callee)).some((one) => one.kind === 'function' && one.node === base)
}

/** A function that makes objects, and those of the project that it inherits from, nearest first. */
export function builtLine(evaluator: Evaluator, node: FunctionNode): FunctionNode[] {
  const line = new Set([node])
  for (const one of line) {
    for (const base of basesOf(evaluator, declarationOf(one))) if (base.kind === 'function') line.add(base.node)
  }
  return [...line]
}

/** What the function that a declaration names inherits from: by `util.inherits`, or by what its prototype is made of. */
export function basesOf(evaluator: Evaluator, declaration: ts.Node): readonly Value[] {
  const prototypes = assignmentsToMembers(declaration).flatMap(({ name, right, isOfInstance }) =>
    name === 'prototype' && !isOfInstance ? (right ?? []) : [],
  )
  const named = prototypes.flatMap((one) => {
    if (ts.isNewExpression(one)) return [one.expression]
    const [first] = ts.isCallExpression(one) && one.expression.getText() === 'Object.create' ? one.arguments : []
    return first === undefined ? [] : (ownerOfPrototype(first) ?? [])
  })
  return [...inheritedBy(declaration), ...named].flatMap((one) => alternatives(evaluator.evaluate(one)))
}

/** A member of what `new` made of a function: what that puts into it, or has in its prototype, or one that it inherits from. */
export function builtMember(evaluator: Evaluator, made: Built, name: string): Value {
  for (const owner of builtLine(evaluator, made.node)) {
    const own = evaluator.within(scopeOfBuilt(evaluator, owner, made), () => ownMembers(evaluator, declarationOf(owner), name))
    const values = own.some(mayBeReplaced) || own.length === 0 ? [...own, ...writtenTo(evaluator, owner, name, made)] : own
    if (values.length > 0) return choice(values.map((one) => asMethod(evaluator, one, made)))
  }
  return unknown
}

function ownMembers(evaluator: Evaluator, declaration: ts.Node, name: string): readonly Value[] {
  const inPrototype = assignedValues(evaluator, declaration, 'prototype').map((object) => evaluator.member(object, name))
  return [
    ...inPrototype.filter((one) => one.kind !== 'unknown' && !isNothing(one)),
    ...assignedValues(evaluator, declaration, name, true, (right) => assignedValue(evaluator, right)),
  ]
}

/** A function that is called on what has it: that is `this` in it. */
export function asMethod(
  evaluator: Evaluator,
  value: Value,
  made: Extract<Value, { kind: 'built' | 'instance' | 'object' | 'record' }>,
): Value {
  if (value.kind === 'choice') return choice(value.of.map((one) => asMethod(evaluator, one, made)))
  if (value.kind !== 'function' || ts.isArrowFunction(value.node) || !/\bthis\b/.test(value.node.getText())) return value
  const outer = value.scope ?? ('scope' in made ? made.scope : null) ?? null
  return { ...value, scope: evaluator.scopeOf({ of: value.node, passed: new Map(), self: made, item: null, outer }) }
}

/** Inside of the members that a function gives to what it makes. */
export function scopeOfBuilt(evaluator: Evaluator, of: FunctionNode, self: Built): Scope {
  return evaluator.scopeOf({ of, passed: new Map(), self, item: null, outer: self.scope ?? null })
}

/** Whether a function puts something into what `new` makes of it, or into its prototype. */
export function isBuilder(evaluator: Evaluator, node: FunctionNode): boolean {
  const declaration = declarationOf(node)
  return (
    assignmentsToMembers(declaration).some(({ name, isOfInstance }) => isOfInstance || name === 'prototype') ||
    basesOf(evaluator, declaration).length > 0
  )
}
