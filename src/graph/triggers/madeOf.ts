import type { ts } from 'ts-morph'
import { alternatives } from '../values/value'
import type { Reached, Tools } from './reached'

/** Where a search goes on that came to a call which is handed a function: what it makes of that, as `pipe(load, send)` does, runs it. */
export function madeOf({ evaluator, uses, runs }: Tools, call: ts.CallExpression, reached: Reached): readonly Reached[] {
  const all = evaluator.atItem(reached.item ?? undefined, () => evaluator.evaluate(call))
  return alternatives(all).flatMap((made): readonly Reached[] => {
    if (made.kind === 'unknown' && made.by === call) {
      const given = uses.of(call).filter(({ node }) => runs.isHandedToAmpt(node))
      return given.map(({ node, item }) => ({ ...reached, node, item, isHandedOn: true, called: null }))
    }
    if (made.kind !== 'function' || made.node.body === undefined || made.scope === undefined) return []
    return [{ ...reached, node: made.node.body, scope: made.scope, isHandedOn: false, called: made, item: null }]
  })
}
