import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { constant, list, unknown, type FunctionNode, type Value } from './value'

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
export function argumentValues(evaluator: Evaluator, args: readonly ts.Expression[], parameters: number): Value[] {
  const values: Value[] = []
  for (const argument of args) {
    if (!ts.isSpreadElement(argument)) {
      values.push(evaluator.evaluate(argument))
      continue
    }
    const spread = evaluator.evaluate(argument.expression)
    if (spread.kind !== 'list' || spread.isLoose === true) {
      do values.push(unknown)
      while (values.length < parameters)
      return values
    }
    values.push(...spread.of)
  }
  return values
}
