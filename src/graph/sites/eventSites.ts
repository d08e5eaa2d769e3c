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
import { alternatives, constant, type FunctionValue, type Value } from '../values/value'
import { functionSite, nameAround } from '../syntax/functionSite'

/** A publish as its own text tells it; what runs it takes all files to know. */
export type PublishSite = Omit<Publisher, 'in' | 'triggers' | 'name'>

/** Reads `publish(name, body)` or `publish(name, options, body)`. */
export function readPublishSite(evaluator: Evaluator, call: EventCall): PublishSite {
  const { node, args } = call
  const [, second, third] = args
  const body = third ?? second
  return withSpan(node, {
    ...delayOf(optionIn(evaluator, args, 'after')),
    isRepeated: isRepeated(node, itemOfCall(call)),
    within: nameAround(node),
    bodySample: body === undefined ? null : bodySample(evaluator, body),
  })
}

/** An option of a call with a name, options where it has three arguments, and what is last. */
function optionIn(evaluator: Evaluator, args: readonly ts.Expression[], name: string): Option | null {
  const spread = args.find(ts.isSpreadElement)
  if (spread === undefined) return args[2] === undefined ? null : readOption(evaluator, args[1]!, name)
  const options = argumentLists(evaluator, args).map((values) => (isLeftOut(argumentAt(values, 2)) ? leftOut : argumentAt(values, 1)))
  return readOption(evaluator, spread.expression, name, choice(options))
}

/** What may be last in such a call. */
function lastIn(evaluator: Evaluator, args: readonly ts.Expression[]): Value {
  const last = args[2] ?? args[1]
  if (!args.some(ts.isSpreadElement)) return last === undefined ? leftOut : evaluator.evaluate(last)
  return choice(argumentLists(evaluator, args).map((values) => argumentAt(values, isLeftOut(argumentAt(values, 2)) ? 1 : 2)))
}

const leftOut = constant(undefined)

function isLeftOut(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined
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
  const isNamed = first !== undefined && handedIn(first).length > 0
  const timeout = optionIn(evaluator, args, 'timeout')
  const runs = alternatives(lastIn(evaluator, args)).filter((one) => one.kind === 'function')
  // Which of several a rest hands on, only its callers tell.
  const ofRest = runs.length === 1 ? runs[0]! : null
  const isByText = argument !== null && !args.some(ts.isSpreadElement)
  const handler = isByText ? handlerFunction(evaluator, argument) : ofRest
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
