import { ts } from 'ts-morph'
import type { FunctionNode } from '../syntax/functionAround'
import type { Evaluator } from '../values/evaluate'
import { memberNames } from '../values/members'
import { alternatives, type FunctionValue, type Value } from '../values/value'
import type { Asked, Reached } from './reached'

/** Where a search goes on that came to a call which is handed a function: what it makes of that, as `pipe(load, send)` does, runs it; of an object those of its methods that do. */
export function madeOf({ evaluator, uses, runs }: Asked, call: ts.CallExpression, reached: Reached): readonly Reached[] {
  const { item, called } = reached
  const all = item === null ? evaluator.evaluate(call) : evaluator.atItem(item, () => evaluator.evaluate(call))
  const results = alternatives(all).flatMap((made): readonly Value[] =>
    made.kind === 'object' ? methodsOf(evaluator, made).filter((one) => called !== null && usesIn(evaluator, one, called)) : [made],
  )
  return results.flatMap((made): readonly Reached[] => {
    if (made.kind === 'unknown' && made.by === call) {
      const given = uses.of(call).filter(({ node }) => runs.isHandedToAmpt(node))
      return given.map(({ node, item }) => ({ ...reached, node, item, isHandedOn: true, called: null }))
    }
    if (made.kind !== 'function' || made.node.body === undefined || made.scope === undefined) return []
    const { node, scope } = made
    return [{ ...reached, node: node.body!, scope, isHandedOn: false, called: node, item: null }]
  })
}

function methodsOf(evaluator: Evaluator, made: Value): readonly FunctionValue[] {
  const members = (memberNames(evaluator, made) ?? []).flatMap((name) => alternatives(evaluator.member(made, name)))
  return members.filter((one) => one.kind === 'function')
}

/** Whether a function that was made in a call has a call of another one, or hands it on. */
function usesIn(evaluator: Evaluator, { node, scope }: FunctionValue, used: FunctionNode): boolean {
  const isUsed = (one: ts.Expression): boolean =>
    alternatives(evaluator.evaluate(one)).some((value) => value.kind === 'function' && value.node === used)
  const visit = (one: ts.Node): boolean =>
    (ts.isCallExpression(one) && [one.expression, ...one.arguments].some(isUsed)) ||
    ts.forEachChild(one, (child) => visit(child) || undefined) === true
  return node.body !== undefined && evaluator.within(scope ?? null, () => visit(node.body!))
}
