import { ts } from 'ts-morph'
import { createKept } from '../journal/works'
import { callsIn } from '../syntax/actsIn'
import { isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import { memberByType } from '../types/declaredType'
import { functionOf } from '../types/typeMembers'
import type { Evaluator } from '../values/evaluate'
import { alternatives, type Value } from '../values/value'

/** Whether a call of a value may come to a call of what Ampt brings, or of a function whose callers are asked for: itself, or through what it calls. */
export type LeadsToEvent = (value: Value) => boolean

/** Only then it matters who passes a function: one question leads to the next through all of an app. */
export function createLeadsToEvent(evaluator: Evaluator): LeadsToEvent {
  const { journal } = evaluator.project
  const calls = createKept<FunctionNode, readonly Value[]>(journal)

  function calledIn(node: FunctionNode): readonly Value[] {
    return calls(node, () => evaluator.within(null, () => callsWithin(node).flatMap(({ expression }) => calledBy(evaluator, expression))))
  }

  return (value) => {
    const open = new Set(alternatives(value))
    const seen = new Set<FunctionNode>()
    for (const one of open) {
      if (one.kind === 'sdk' || one.kind === 'made') return true
      if (one.kind !== 'function' || seen.has(one.node)) continue
      if (journal.isTold('asked', one.node)) return true
      seen.add(one.node)
      for (const next of calledIn(one.node)) open.add(next)
    }
    return false
  }
}

function callsWithin(node: FunctionNode): readonly (ts.CallExpression | ts.NewExpression)[] {
  return callsIn(node.getSourceFile()).filter(({ pos, end }) => pos >= node.pos && end <= node.end)
}

/** What may be called; of a method of what Ampt made, such as of a task, what that is. */
function calledBy(evaluator: Evaluator, callee: ts.Expression): readonly Value[] {
  const value = evaluator.evaluate(callee)
  if (value.kind !== 'unknown') return alternatives(value)
  const member = memberByType(evaluator, callee)?.member
  if (member !== undefined) return [functionOf(member)].filter(isFunctionNode).map((node) => ({ kind: 'function', node }))
  return ts.isPropertyAccessExpression(callee)
    ? alternatives(evaluator.evaluate(callee.expression)).filter(({ kind }) => kind === 'made')
    : []
}
