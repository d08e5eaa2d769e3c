import { ts } from 'ts-morph'
import { calledIn } from '../calls/borrowedCall'
import type { Evaluator } from '../values/evaluate'
import { isReached } from '../calls/isReached'
import { isPassedSame, isTogether } from '../calls/isTogether'
import { argumentValues } from '../calls/passedTo'
import { alternatives, mayBeAny, unknownArguments, type FunctionValue } from '../values/value'
import type { Given } from '../calls/given'
import { memberByType } from '../types/declaredType'
import { functionOf } from '../types/typeMembers'
import type { FunctionNode } from '../syntax/functionAround'

// Whether a way through calls is one, by what is at hand where it begins: conditions on it, and which function a call runs.

/** Whether a place that uses a function, in what is at hand, comes to it, and through it on. */
export function enters(
  evaluator: Evaluator,
  use: ts.Expression,
  called: FunctionValue,
  isHandedOn: boolean,
  leads: () => boolean,
): boolean {
  // A getter or a setter is named, and not called.
  if (!isHandedOn && !ts.isCallExpression(use) && !ts.isNewExpression(use)) {
    return evaluator.calling(called, [unknownArguments], leads)
  }
  const call = isHandedOn ? null : calledIn(evaluator, use as ts.CallExpression | ts.NewExpression)
  const all = alternatives(evaluator.evaluate(call?.callee ?? use))
  const values = isHandedOn ? all.flatMap((one) => (one.kind === 'list' ? one.of.flatMap(alternatives) : [one])) : all
  const same = values.find(
    (one) => one.kind === 'function' && one.node === called.node && isTogether(one.scope ?? null, called.scope ?? null, isPassedSame),
  ) as FunctionValue | undefined
  // What is not told beside another function that is, others who pass it do not tell either.
  if (same === undefined) {
    const isOther = values.some(({ kind }) => kind === 'unknown') && call !== null && isNamedByType(evaluator, call.callee, called)
    const isOpen = isOther || values.some(mayBeAny)
    if (!isOpen || values.some(({ kind }) => kind === 'function')) return false
  }
  const args = call === null ? [unknownArguments] : argumentValues(evaluator, call.args)
  return evaluator.calling(same ?? called, args, leads)
}

/** Whether the class that is declared for an object has a method: then it is what a package gave, too. */
function isNamedByType(evaluator: Evaluator, callee: ts.Expression, { node }: FunctionValue): boolean {
  return memberByType(evaluator, callee)?.all.some(({ member, owner }) => owner !== null && functionOf(member) === node) === true
}

/** Whether the calls of a chain, in what is at hand at the first, come to the start. */
export function chainLeads(evaluator: Evaluator, [first, ...others]: readonly Given[], start: ts.Node): boolean {
  return enters(evaluator, first!.call, { kind: 'function', ...first!.to }, false, () => {
    const [next] = others
    return isReached(evaluator, next?.call ?? start, first!.to.node) && (next === undefined || chainLeads(evaluator, others, start))
  })
}

/** Of what Ampt hands to a function nothing is told, but in the run of a handler. */
export function runWith(evaluator: Evaluator, node: FunctionNode, leads: () => boolean): () => boolean {
  return () => {
    const scope = evaluator.scope()
    if (scope?.of === node) return leads()
    return evaluator.calling({ node, ...(scope !== null && { scope }) }, [unknownArguments], leads)
  }
}
