import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { boundTo, unknown, type Value } from './value'

/** `send.bind(null, 'mail')` */
export function bound(evaluator: Evaluator, value: Value, args: readonly ts.Expression[]): Value {
  if (value.kind !== 'sdk' && value.kind !== 'function') return unknown
  if (args.length === 0) return value
  if (args.some(ts.isSpreadElement)) return unknown
  if (value.kind === 'sdk') return { ...value, bound: [...(value.bound ?? []), ...args] }
  return { ...value, bound: [...boundTo(value), ...args.map((one) => evaluator.evaluate(one))] }
}
