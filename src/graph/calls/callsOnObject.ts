import { ts } from 'ts-morph'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import type { Evaluator } from '../values/evaluate'
import { callsNow, type Given } from './given'
import { isTogether } from './isTogether'
import { argumentValues } from './passedTo'

/** Helpers within helpers are not followed further. */
const deepest = 4

/** The calls of a method that may be on the object at hand; by another method of it, those that the calls of that come to. */
export function callsOnObject(evaluator: Evaluator, method: ts.Node, calls: readonly Given[], depth = 0): readonly Given[] {
  const own = calls.filter(({ to }) => isTogether(to.scope ?? null, evaluator.scope()))
  return own.flatMap((given) => {
    const outer = depth < deepest ? methodThatCalls(given) : null
    if (outer === null || outer === method) return [given]
    const outerCalls = callsNow(evaluator.project.journal, outer)
    evaluator.want(outer)
    if (outerCalls.length === 0) return [given]
    return callsOnObject(evaluator, outer, outerCalls, depth + 1).map(({ to, args }) =>
      evaluator.calling(to, args, () => ({ ...given, args: argumentValues(evaluator, given.passed) })),
    )
  })
}

/** The method that makes a call on its own object: `this.set(topic)`, `super.to(topic)`. */
function methodThatCalls({ callee, walk, isHandled, bound, call }: Given): FunctionNode | null {
  const isOnThis =
    ts.isPropertyAccessExpression(callee) &&
    (callee.expression.kind === ts.SyntaxKind.ThisKeyword || callee.expression.kind === ts.SyntaxKind.SuperKeyword)
  const around = functionAround(call)
  const isPlain = walk === undefined && isHandled !== true && bound === 0
  return isOnThis && isPlain && around !== null && ts.isMethodDeclaration(around) ? around : null
}
