import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import { nodeId } from '../values/identity'
import type { Scope } from '../values/value'
import { callsNow } from './given'
import { waysInto, type Way } from './waysInto'

/** What is read of a node in a function in each call of that which is known, or the one that a scope is in; in that scope where none is; `again` where it is being read already. */
export function inEachCall<T>(evaluator: Evaluator, node: ts.Node, scope: Scope | null, read: (way?: Way) => T, again: T): readonly T[] {
  const around = ts.findAncestor(node, isFunctionNode)
  // Not the node itself, which what is read may evaluate.
  const readOnce = (way?: Way): T => evaluator.once(`each call ${nodeId(node)}`, () => read(way), again)
  const isOutside = around !== undefined && !isCallOf(scope, around)
  const ways = isOutside ? callsNow(evaluator.project.journal, around).flatMap((one) => waysInto(evaluator, one)) : []
  if (ways.length > 0) return ways.map((way) => way.within(() => readOnce(way)))
  if (isOutside) for (const one of around.parameters.length === 0 ? [around] : around.parameters) evaluator.want(one)
  return [evaluator.within(scope, readOnce)]
}

/** Whether a scope is in a call of a function. */
function isCallOf(scope: Scope | null, called: FunctionNode): boolean {
  for (let one = scope; one !== null; one = one.outer) if (one.of === called) return true
  return false
}
