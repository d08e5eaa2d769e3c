import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { classOf, type FunctionNode } from '../syntax/functionAround'
import { memberByType, typeOf } from '../types/declaredType'
import { functionType } from '../types/functionType'
import { alternatives, type FunctionValue } from '../values/value'

/** The functions that are asked for, of those that a call may run by the declared type of the object, else of what is called. */
export function runsByType(evaluator: Evaluator, callee: ts.Expression): readonly FunctionValue[] {
  const found = memberByType(evaluator, callee)
  const named = found?.all ?? []
  const below = named.flatMap(({ member }) => evaluator.project.journal.told('subclass', member) as readonly FunctionNode[])
  const classes = new Set([...named.map(({ owner }) => owner), ...below.map(classOf)].filter((one) => one !== null))
  const methods = [...classes].flatMap((node) => alternatives(evaluator.member({ kind: 'instance', node }, found!.name)))
  const others = below.filter((node) => classOf(node) === null).map((node): FunctionValue => ({ kind: 'function', node }))
  const runs = [...methods.filter((run) => run.kind === 'function'), ...others]
  return runs.length > 0 ? runs : onlyOfType(evaluator, callee)
}

/** `emit: Emit`: the one function that is asked for and is declared so. Of several it is not told which. */
function onlyOfType(evaluator: Evaluator, callee: ts.Expression): readonly FunctionValue[] {
  const type = typeOf(evaluator, callee)
  const taken = type === null || ts.isClassLike(type) ? null : functionType(evaluator, type)
  const [only, ...others] = taken === null ? [] : (evaluator.project.journal.told('subclass', taken) as readonly FunctionNode[])
  return only === undefined || others.length > 0 ? [] : [{ kind: 'function', node: only }]
}
