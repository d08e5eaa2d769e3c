import type { ts } from 'ts-morph'
import { isReached } from '../calls/isReached'
import { returnedExpressions, yieldedExpressions } from '../syntax/returnedExpressions'
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { alternatives, constant, list, unknown, type FunctionValue, type Value } from './value'

/** What a call of a function with these arguments returns. */
export function returned(evaluator: Evaluator, called: Omit<FunctionValue, 'kind'>, args: readonly Value[]): Value {
  const { node } = called
  const isGenerator = node.asteriskToken !== undefined
  const results = isGenerator ? yieldedExpressions(node) : returnedExpressions(node)
  if (results.length === 0 || called.isCalledBack === true) return unknown
  const read = (): Value => {
    if (isGenerator)
      return list(
        yieldedExpressions(node).flatMap((one) => yielded(evaluator, one)),
        true,
      )
    // `switch (status) { case 'paid': return …; case 'sent': return … }`
    const told = results.length < 2 ? results : results.filter((result) => isReached(evaluator, result, node))
    return told.length === 0 ? constant(undefined) : choice(told.map((result) => evaluator.evaluate(result)))
  }
  return evaluator.following(() => evaluator.calling(called, args, read))
}

/** What `yield` gives whoever walks through what is generated. */
function yielded(evaluator: Evaluator, { asteriskToken, expression }: ts.YieldExpression): readonly Value[] {
  if (expression === undefined) return [constant(undefined)]
  const all = alternatives(evaluator.evaluate(expression))
  return asteriskToken === undefined ? all : all.flatMap((one) => (one.kind === 'list' ? one.of : [unknown]))
}
