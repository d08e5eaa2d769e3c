import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { alternatives, choice, constant, list, unknown, type FunctionNode, type Value } from './value'

type List = Extract<Value, { kind: 'list' }>

/** More lists than this are not told apart. */
const mostLists = 20

/** What a call with these arguments passes for each parameter. */
export function passedTo({ parameters }: FunctionNode, args: readonly Value[]): ReadonlyMap<ts.ParameterDeclaration, Value> {
  return new Map(
    parameters.map((parameter, index): [ts.ParameterDeclaration, Value] => [
      parameter,
      parameter.dotDotDotToken === undefined ? (args[index] ?? constant(undefined)) : list(args.slice(index)),
    ]),
  )
}

/** The values of the arguments of a call, for so many parameters: after a spread list of unknown length none is known. */
export function argumentValues(evaluator: Evaluator, args: readonly ts.Expression[], parameters: number): readonly Value[] {
  if (!args.some(ts.isSpreadElement)) return args.map((one) => evaluator.evaluate(one))
  const [first = [], ...others] = argumentLists(evaluator, args, parameters)
  if (others.length === 0) return first
  const length = Math.max(first.length, ...others.map((one) => one.length))
  return Array.from({ length }, (_, place) => choice([first, ...others].map((one) => one[place] ?? constant(undefined))))
}

/** The same, once for each list that may be spread. */
export function argumentLists(evaluator: Evaluator, args: readonly ts.Expression[], parameters: number): readonly (readonly Value[])[] {
  let lists: readonly (readonly Value[])[] = [[]]
  for (const argument of args) {
    if (!ts.isSpreadElement(argument)) {
      const value = evaluator.evaluate(argument)
      lists = lists.map((one) => [...one, value])
      continue
    }
    const spread = alternatives(evaluator.evaluate(argument.expression))
    if (lists.length * spread.length > mostLists || spread.some((one) => one.kind !== 'list' || one.isLoose === true)) {
      return lists.map((one) => [...one, ...Array.from({ length: Math.max(1, parameters - one.length) }, () => unknown)])
    }
    lists = lists.flatMap((one) => spread.map((items) => [...one, ...(items as List).of]))
  }
  return lists
}
