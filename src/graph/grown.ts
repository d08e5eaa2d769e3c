import type { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { list, unknown, type Scope, type Value } from './value'

/** A list or map with what calls of its methods add, `changes` by their arguments: once for each known call of the function around. */
export function grown(
  evaluator: Evaluator,
  value: Value,
  changes: readonly (readonly (ts.Expression | null)[])[],
  scope: Scope | null,
): Value {
  const inCalls = (right: ts.Expression | null | undefined): readonly Value[] =>
    right === null || right === undefined ? [unknown] : evaluator.inEachCall(right, scope)
  if (value.kind === 'list') return list([...value.of, ...changes.flat().flatMap(inCalls)], true)
  if (value.kind !== 'map') return value
  const entries = changes.flatMap(([key, item]) => {
    const items = inCalls(item)
    return inCalls(key).map((one, index): Value => ({ kind: 'list', of: [one, items[index] ?? unknown] }))
  })
  return { kind: 'map', of: [...value.of, ...entries] }
}
