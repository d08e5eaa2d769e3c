import { ts } from 'ts-morph'
import { isForeign } from '../values/isForeign'
import type { Evaluator } from '../values/evaluate'
import { choice } from '../values/choice'
import { alternatives, constant, list, mayBeAny, unknown, unknownArguments, type Passed, type Value } from '../values/value'
import type { FunctionNode } from '../syntax/functionAround'

type List = Extract<Value, { kind: 'list' }>

/** More lists than this are not told apart. */
const mostLists = 20

/** What a call with these arguments passes for each parameter, and all of it where a function reads its `arguments`. */
export function passedTo(node: FunctionNode, args: readonly Value[]): Passed {
  const passed = new Map<ts.ParameterDeclaration | FunctionNode, Value>()
  for (const [index, parameter] of node.parameters.entries()) {
    passed.set(parameter, parameter.dotDotDotToken === undefined ? argumentAt(args, index) : restAt(args, index))
  }
  if (readsArguments(node)) passed.set(node, restAt(args, 0))
  return passed
}

function restAt(args: readonly Value[], index: number): Value {
  return args.slice(0, index + 1).some(isMany) ? unknown : list(args.slice(index), args.some(isMany))
}

const readers = new WeakMap<FunctionNode, boolean>()

/** Whether a function reads its `arguments`, beyond its parameters. */
export function readsArguments(node: FunctionNode): boolean {
  let reads = readers.get(node)
  if (reads === undefined) readers.set(node, (reads = node.body !== undefined && /\barguments\b/.test(node.body.getText())))
  return reads
}

/** One of the arguments of a call: after a spread list of unknown length none is known. */
export function argumentAt(args: readonly Value[], index: number): Value {
  return args.slice(0, index + 1).some(isMany) ? unknown : (args[index] ?? constant(undefined))
}

function isMany(value: Value): boolean {
  return value.kind === 'unknown' && value.isMany === true
}

/** The values of the arguments of a call. */
export function argumentValues(evaluator: Evaluator, args: readonly ts.Expression[]): readonly Value[] {
  if (!args.some(ts.isSpreadElement)) return args.map((one) => argumentValue(evaluator, one))
  const [first = [], ...others] = argumentLists(evaluator, args)
  if (others.length === 0) return first
  const length = Math.max(first.length, ...others.map((one) => one.length))
  return Array.from({ length }, (_, place) => choice([first, ...others].map((one) => argumentAt(one, place))))
}

/** What an argument gives; of what no code of the app made, that it is none of what other calls pass. */
function argumentValue(evaluator: Evaluator, argument: ts.Expression): Value {
  const value = evaluator.evaluate(argument)
  return mayBeAny(value) && isForeign(evaluator, argument) ? { ...value, isOther: true } : value
}

/** The same, once for each list that may be spread. */
export function argumentLists(evaluator: Evaluator, args: readonly ts.Expression[]): readonly (readonly Value[])[] {
  let lists: readonly (readonly Value[])[] = [[]]
  for (const argument of args) {
    if (!ts.isSpreadElement(argument)) {
      const value = argumentValue(evaluator, argument)
      lists = lists.map((one) => [...one, value])
      continue
    }
    const spread = alternatives(evaluator.evaluate(argument.expression))
    if (lists.length * spread.length > mostLists || spread.some((one) => one.kind !== 'list' || one.isLoose === true)) {
      return lists.map((one) => [...one, unknownArguments])
    }
    lists = lists.flatMap((one) => spread.map((items) => [...one, ...(items as List).of]))
  }
  return lists
}
