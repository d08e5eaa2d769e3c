import { ts } from 'ts-morph'
import { comesTo } from '../calls/isReached'
import { argumentValues } from '../calls/passedTo'
import { assignmentsToMembers } from '../syntax/assignments'
import { rootOfChain } from '../syntax/callsOn'
import { enclosingFunction, type FunctionNode } from '../syntax/functionAround'
import { returnedExpressions } from '../syntax/returnedExpressions'
import { lookup } from '../syntax/scope'
import { standsIn } from '../syntax/standsIn'
import { bare } from '../syntax/unwrapped'
import { choice } from './choice'
import type { Instance } from './classMembers'
import type { Evaluator } from './evaluate'
import { identity } from './identity'
import { isRightBehind } from './isFresh'
import { alternatives, stepsOf, withoutFreshness, type FunctionValue, type Step, type Value } from './value'

/** Longer chains are not followed. */
const mostSteps = 20

/** What a call returned: of an object that the function makes, the one of this call; of the object that it was called on, that as it is behind this call. */
export function ofCall(evaluator: Evaluator, called: FunctionValue, args: readonly Value[], call: ts.CallExpression, value: Value): Value {
  if (!alternatives(value).some(({ kind }) => kind === 'instance')) return value
  return choice(
    alternatives(value).map((one) => {
      if (one.kind !== 'instance') return one
      const self = called.scope?.self
      if (self && isOneObject(self) && isIt(self, one))
        return behind(evaluator, called, args, call, withoutFreshness(self), withoutFreshness(one))
      const last = one.made?.at(-1)
      const isOfCall = last !== undefined && last !== call && returnedExpressions(called.node).some((result) => isMadeFor(result, last))
      return isOfCall ? { ...one, made: [...one.made!, call] } : one
    }),
  )
}

/** Whether it is told where an object was made. */
export function isOneObject(value: Value): value is Instance {
  return value.kind === 'instance' && value.made !== undefined
}

/** What a statement calls a method on, as it is behind that. */
export function calledOn(evaluator: Evaluator, call: ts.CallExpression): Value {
  const { expression: callee } = call as ts.CallExpression & { readonly expression: ts.PropertyAccessExpression }
  const [whole, object] = [rootOfChain(call), callee.expression].map((one) => evaluator.evaluate(one))
  const isWhole = (one: Value): boolean => isOneObject(one) && alternatives(whole!).some((own) => isOneObject(own) && isIt(own, one))
  // message.copy().to('paid') leaves the message as it is.
  if (!alternatives(object!).every(isWhole)) return whole!
  const args = argumentValues(evaluator, call.arguments)
  return choice(
    (alternatives(object!) as readonly Instance[]).map((self) => {
      const called = evaluator.member(self, callee.name.text)
      return called.kind === 'function' ? behind(evaluator, called, args, call, self, self) : self
    }),
  )
}

function isIt(self: Instance, other: Instance): boolean {
  return identity(withoutSteps(self)) === identity(withoutSteps(other))
}

function withoutSteps({ step: _, isFresh: __, ...self }: Instance): Instance {
  return self
}

/** An object behind a call of its own method, where that writes to it. */
function behind(
  evaluator: Evaluator,
  called: FunctionValue,
  args: readonly Value[],
  call: ts.CallExpression,
  self: Instance,
  one: Instance,
): Value {
  if (writesIn(called.node).length === 0) return one
  const scope = evaluator.calling(called, args, () => evaluator.scope())!
  const isFresh = isRightBehind(evaluator, call, one)
  const step: Step = { call, scope, before: one.step, isOuter: identity(one) !== identity(self), isFresh }
  const all = stepsOf(one).length < mostSteps ? step : { ...step, before: notSetBy(evaluator, step) }
  return stepsOf({ step: all }).length > mostSteps ? one : { ...one, step: all }
}

/** The steps before one that this does not surely write over. */
function notSetBy(evaluator: Evaluator, last: Step): Step | undefined {
  const isSet = (name: string | null): boolean =>
    name !== null && evaluator.within(last.scope, () => writtenBy(evaluator, last, name).isSure)
  return stepsOf({ step: last.before }).reduceRight<Step | undefined>((before, step) => {
    if (writesIn(step.scope.of as FunctionNode).every(({ name }) => isSet(name))) return before
    return { ...step, before, isFresh: step.isFresh && before === step.before }
  }, undefined)
}

/** Whether what a function returns is what is made at a node, and nothing keeps that but a name of its own. */
function isMadeFor(result: ts.Expression, made: ts.Node): boolean {
  const node = bare(result)
  if (node === made) return true
  if (ts.isConditionalExpression(node)) return isMadeFor(node.whenTrue, made) || isMadeFor(node.whenFalse, made)
  // new Message().to(topic)
  if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) && isMadeFor(node.expression.expression, made)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false
  return enclosingFunction(declaration) === enclosingFunction(result) && isMadeFor(declaration.initializer, made)
}

/** What a method assigns to members of its object. */
export function writesIn(method: FunctionNode) {
  return assignmentsToMembers(method.parent).filter(({ right, isOfInstance }) => isOfInstance && right !== null && standsIn(right, method))
}

/** What a step writes to a field. */
export function writtenBy(
  evaluator: Evaluator,
  { scope, isOuter }: Step,
  name: string,
): { readonly values: readonly Value[]; readonly isSure: boolean } {
  const method = scope.of as FunctionNode
  let values: readonly Value[] = []
  let isSure = false
  for (const { right, isCopy } of writesIn(method).filter((one) => one.isCopy ?? one.name === name)) {
    const told = enclosingFunction(right!) === method ? comesTo(evaluator, right!.parent, method) : null
    if (told === false) continue
    const value = evaluator.evaluate(right!)
    const isSet = told === true && isCopy !== true && !isOuter && isGiven(right!) && returnedExpressions(method).length === 1
    values = isSet ? [value] : [...values, isCopy === true ? evaluator.member(value, name) : value]
    isSure ||= isSet
  }
  return { values, isSure }
}

/** Whether what is assigned is so whatever was there. */
export function isGiven({ parent }: ts.Expression): boolean {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
}
