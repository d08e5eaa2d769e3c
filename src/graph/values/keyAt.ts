import type { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import type { Value } from './value'

/** The value of a key, by which something is chosen: where it is not told, those who tell it name nothing that the rest does not. */
export function keyAt(evaluator: Evaluator, node: ts.Expression): Value {
  const { value, wanted, making, isUndecided } = evaluator.evaluateAsking(node)
  for (const one of wanted) evaluator.want(one, value.kind === 'unknown' || !making.has(one))
  if (isUndecided) evaluator.leaveUndecided()
  return value
}
