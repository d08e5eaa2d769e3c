import { ts } from 'ts-morph'
import type { HandlerSite, Publisher } from '../../model/graph'
import { bodyFields } from './bodyFields'
import { branchesOf } from './branchesOf'
import { bodySample } from './bodySample'
import { delayOf, numberOf, readOption, type Option } from './callOptions'
import type { Evaluator } from '../values/evaluate'
import type { EventCall } from './eventCall'
import { delegateOf } from './delegateOf'
import { functionsGiven, handlerFunction, wrappedFunctions } from './handlerFunction'
import { handedIn } from '../syntax/handedIn'
import { isRepeated } from '../values/isRepeated'
import { itemOfCall } from './nameCalls'
import { argumentAt, argumentLists } from '../calls/passedTo'
import { withSpan } from '../syntax/siteOf'
import { choice } from '../values/choice'
import { alternatives, type FunctionValue } from '../values/value'
import { functionSite, nameAround } from '../syntax/functionSite'

/** A publish as its own text tells it; what runs it takes all files to know. */
export type PublishSite = Omit<Publisher, 'in' | 'triggers' | 'name'>

/** Reads `publish(name, body)` or `publish(name, options, body)`. */
export function readPublishSite(evaluator: Evaluator, call: EventCall): PublishSite {
  const { node, args } = call
  const [, second, third] = args
  const body = third ?? second
  const after = args.some(ts.isSpreadElement)
    ? afterInSpread(evaluator, args)
    : third === undefined
      ? null
      : readOption(evaluator, second!, 'after')
  return withSpan(node, {
    ...delayOf(after),
    isRepeated: isRepeated(node, itemOfCall(call)),
    within: nameAround(node),
    bodySample: body === undefined ? null : bodySample(evaluator, body),
  })
}

/** `publish(...message)` */
function afterInSpread(evaluator: Evaluator, args: readonly ts.Expression[]): Option | null {
  const { expression } = args.find(ts.isSpreadElement)!
  const options = argumentLists(evaluator, args).map((values) => {
    const body = argumentAt(values, 2)
    return body.kind === 'constant' && body.value === undefined ? body : argumentAt(values, 1)
  })
  return readOption(evaluator, expression, 'after', choice(options))
}

export interface OnSite {
  readonly site: Omit<HandlerSite, 'order' | 'name'>
  /** The functions that others wrap, where the text tells them. */
  readonly wrapped: readonly FunctionValue[]
  /** What may run by the argument that gives it: that function, and those around it. */
  readonly runs: readonly FunctionValue[]
  /** The argument that gives it. */
  readonly argument: ts.Expression | null
}

/** Reads `on(name, handler)` or `on(name, options, handler)`. */
export function readOnSite(evaluator: Evaluator, call: EventCall): OnSite {
  const { node, args } = call
  const [first, second, third] = args
  const branches = branchesOf(call)
  const argument = third ?? second ?? null
  const options = third === undefined ? undefined : second
  const handler = argument === null ? null : handlerFunction(evaluator, argument)
  const isNamed = first !== undefined && handedIn(first).length > 0
  const timeout = options === undefined ? null : readOption(evaluator, options, 'timeout')
  const runs = argument === null ? [] : alternatives(evaluator.evaluate(argument)).filter((one) => one.kind === 'function')
  return {
    wrapped: argument === null ? [] : [...wrappedFunctions(evaluator, argument), ...runs.flatMap((run) => functionsGiven(evaluator, run))],
    runs,
    argument,
    site: withSpan(node, {
      timeoutMs: numberOf(timeout?.value),
      timeoutAt: timeout?.at ?? null,
      uncalled: null,
      ...(branches.length > 0 && { branches }),
      function: handler === null ? null : functionSite(delegateOf(evaluator, handler, isNamed)),
      bodyFields: handler === null ? [] : bodyFields(evaluator, handler.node),
    }),
  }
}
