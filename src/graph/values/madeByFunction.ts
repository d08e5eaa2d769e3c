import { ts } from 'ts-morph'
import { assignedValues } from './assignedValues'
import { assignmentsToMembers } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { memberNames } from './members'
import type { Value } from './value'
import type { FunctionNode } from '../syntax/functionAround'

/** What `new` makes of a function that is no class: what its prototype is given, beside what is not told. */
export function madeByFunction(evaluator: Evaluator, node: FunctionNode): Value {
  const owner = ts.isVariableDeclaration(node.parent) ? node.parent : node
  const copied = assignedValues(evaluator, owner, 'prototype').flatMap((object) =>
    (memberNames(evaluator, object) ?? []).map((name) => [name, evaluator.member(object, name)] as const),
  )
  const names = new Set(assignmentsToMembers(owner).flatMap(({ name, isOfInstance }) => (name !== null && isOfInstance ? [name] : [])))
  const added = [...names].flatMap((name) => assignedValues(evaluator, owner, name, true).map((value) => [name, value] as const))
  return { kind: 'record', of: [...copied, ...added], isOpen: true }
}
