import { ts } from 'ts-morph'
import type { Json } from '../../model/json'
import type { Evaluator } from '../values/evaluate'
import { unwrapped } from '../syntax/unwrapped'
import { keyOf } from '../values/objectMembers'
import type { Value } from '../values/value'

/** Objects within objects; deeper ones say nothing to a reader. */
const deepest = 6

/** A body as far as the text of an expression fixes it, with null for the rest. */
export function bodySample(evaluator: Evaluator, node: ts.Expression): Json {
  return sample(evaluator, node, []) ?? null
}

/** Undefined for what JSON leaves out: `undefined` and functions. */
function sample(evaluator: Evaluator, node: ts.Expression, around: readonly ts.Node[]): Json | undefined {
  const inner = ts.isAwaitExpression(node) ? null : unwrapped(node)
  if (inner !== null) return sample(evaluator, inner, around)
  if (ts.isObjectLiteralExpression(node)) return sampleObject(evaluator, node, around)
  if (ts.isArrayLiteralExpression(node)) {
    return around.length > deepest
      ? []
      : node.elements.filter((one) => !ts.isSpreadElement(one)).map((one) => sample(evaluator, one, [...around, node]) ?? null)
  }
  return sampleValue(evaluator, evaluator.evaluate(node), around)
}

function sampleValue(evaluator: Evaluator, value: Value, around: readonly ts.Node[]): Json | undefined {
  if (value.kind === 'object') return sampleObject(evaluator, value.node, around, value.without)
  if (value.kind === 'function') return undefined
  if (value.kind !== 'constant') return null
  return typeof value.value === 'number' && !Number.isFinite(value.value) ? null : value.value
}

function sampleObject(
  evaluator: Evaluator,
  node: ts.ObjectLiteralExpression,
  around: readonly ts.Node[],
  without?: ReadonlySet<string>,
): Json {
  if (around.length > deepest || around.includes(node)) return null
  const within = [...around, node]
  const entries: [string, Json][] = []
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = sample(evaluator, property.expression, within)
      if (typeof spread === 'object' && spread !== null) entries.push(...Object.entries(spread as Record<string, Json>))
    } else if (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) {
      const key = keyOf(evaluator, property.name)
      if (key.kind !== 'constant') continue
      const value = sample(evaluator, ts.isPropertyAssignment(property) ? property.initializer : property.name, within)
      if (value !== undefined) entries.push([String(key.value), value])
    }
  }
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries(entries.filter(([key]) => without?.has(key) !== true))
}
