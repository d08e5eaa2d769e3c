import { ts } from 'ts-morph'
import { assignmentsToMembers } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { memberNames } from './members'
import { nodeId } from './identity'
import type { Value } from './value'
import type { FunctionNode } from '../syntax/functionAround'

/** What `new` makes of a function that is no class: what its prototype is given, beside what is not told. */
export function madeByFunction(evaluator: Evaluator, node: FunctionNode): Value {
  const own = assignmentsToMembers(ts.isVariableDeclaration(node.parent) ? node.parent : node)
  const valueOf = (right: ts.Expression): Value => evaluator.guarded(`assigned ${nodeId(right)}`, () => evaluator.evaluate(right))
  const whole = own.flatMap(({ name, right, isOfInstance }) =>
    name === 'prototype' && !isOfInstance && right !== null ? [valueOf(right)] : [],
  )
  const copied = whole.flatMap((object) =>
    (memberNames(evaluator, object) ?? []).map((name) => [name, evaluator.member(object, name)] as const),
  )
  const added = own.flatMap(({ name, right, isOfInstance }) =>
    name !== null && isOfInstance && right !== null ? [[name, valueOf(right)] as const] : [],
  )
  return { kind: 'record', of: [...copied, ...added], isOpen: true }
}
