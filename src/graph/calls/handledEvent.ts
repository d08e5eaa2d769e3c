import { ts } from 'ts-morph'
import { plainName } from '../../contract/names'
import type { Evaluator } from '../values/evaluate'
import { choice } from '../values/choice'
import {
  alternatives,
  constant,
  namesAmong,
  unknownArguments,
  withItem,
  withoutItem,
  type FunctionValue,
  type Scope,
  type Value,
} from '../values/value'

/** What Ampt hands to a handler of an event that is named so. */
export function handledEvent(name: Value): Value {
  const names = alternatives(name).map((one) => {
    const isPlain = one.kind !== 'constant' || typeof one.value !== 'string' || plainName(one.value) === one.value
    return isPlain ? one : withItem(constant(plainName(String(one.value))), one.item)
  })
  return { kind: 'record', of: [['name', choice(names)]], isOpen: true }
}

/** The events of these names, each with what a handler is where it was named: a run is of one event, and of the item of a walk that named it. */
export function handledBy(
  evaluator: Evaluator,
  names: Value,
  handler: ts.Expression,
): readonly { readonly event: Value; readonly run: Value }[] {
  const read = (): Value => evaluator.evaluate(handler)
  return namesAmong(names).map((one) => ({
    event: handledEvent(withoutItem(one)),
    run: evaluator.atItem(one.item, read),
  }))
}

/** The argument of `on(name, handler)` or `on(name, options, handler)` that gives the handler; null without one. */
export function handlerOf(args: readonly ts.Expression[]): ts.Expression | null {
  return args[2] ?? args[1] ?? null
}

/** The event that is passed for a parameter of a function that `on` is given. Null where it is none. */
export function eventFor(evaluator: Evaluator, { parent: handler }: ts.ParameterDeclaration): Value | null {
  const call = handler.parent
  if (!ts.isCallExpression(call) || handlerOf(call.arguments) !== handler) return null
  const isOn = alternatives(evaluator.evaluate(call.expression)).some((one) => one.kind === 'sdk' && one.part === 'on')
  return isOn ? handledEvent(evaluator.evaluate(call.arguments[0]!)) : null
}

/** Inside a call of a handler with an event. */
export function scopeOfHandled(evaluator: Evaluator, handler: FunctionValue, event: Value): Scope | null {
  return evaluator.calling(handler, [event, unknownArguments], () => evaluator.scope())
}
