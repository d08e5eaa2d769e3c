import { ts } from 'ts-morph'
import type { Asked } from './asked'
import type { Called } from './borrowedCall'
import { carriesSdk } from '../values/carriesSdk'
import { classLine } from '../values/classMembers'
import type { AskedValue, Evaluator } from '../values/evaluate'
import { memberNames } from '../values/members'
import { argumentValues, passedTo, readsArguments } from './passedTo'
import { lookup } from '../syntax/scope'
import { choice } from '../values/choice'
import { alternatives, constant, list as listOf, unknown, unknownArguments, type FunctionValue, type Value } from '../values/value'
import type { Given } from './given'

/** What a call passes to a function. */
export type Pass = (to: Omit<FunctionValue, 'kind'>, call: ts.CallExpression | ts.NewExpression, called?: Called) => void

/**
 * Hands the arguments of calls to the parameters, where they carry the SDK, are asked for, or are a list or a function that is. `give` takes in a call of a
 * function that is asked for, `addFile` has a file visited.
 */
export function createPassing(evaluator: Evaluator, asked: Asked, addFile: (file: string) => void, give: (given: Given) => void): Pass {
  const { journal } = evaluator.project

  function pass(
    { node: to, scope, bound = [] }: Omit<FunctionValue, 'kind'>,
    call: ts.CallExpression | ts.NewExpression,
    { callee, args }: Called = { callee: call.expression, args: call.arguments ?? [] },
  ): void {
    const isOpen = asked.has(to)
    const list: Value[] = [...bound]
    const named = new Set<ts.Node>()
    const spread = args.find(ts.isSpreadElement)?.expression
    const withSpread = spread === undefined ? null : passedTo(to, [...bound, ...argumentValues(evaluator, args)])
    for (const [index, one] of bound.entries()) if (isOpen && to.parameters[index] !== undefined) evaluator.bind(to.parameters[index], one)
    for (const [index, parameter] of to.parameters.slice(bound.length).entries()) {
      const isRest = parameter.dotDotDotToken !== undefined
      const isSpread = args.slice(0, isRest ? args.length : index + 1).some(ts.isSpreadElement)
      const { value, wanted } = isSpread
        ? { value: withSpread!.get(parameter)!, wanted: restOf(args).wanted }
        : isRest
          ? restOf(args.slice(index))
          : argumentOf(args[index])
      const isWanted = isOpen || asked.hasValue(value) || carriesSdk(evaluator, value, 2)
      const holders = isWanted ? [] : holdersIn(evaluator, value)
      if (!isWanted && holders.length === 0) continue
      // A wrapper of a wrapper.
      if (isOpen) for (const one of asked.askAll(wanted)) named.add(one)
      // A recursion would make its own name longer for ever.
      const given = isMadeOfItself(parameter, isSpread ? spread : args[index], wanted) ? withoutText(value) : value
      evaluator.bind(parameter, given)
      const passed = !isRest ? [given] : given.kind === 'list' ? given.of : [unknownArguments]
      for (const [place, one] of passed.entries()) list[bound.length + index + place] = one
      const { fileName } = to.getSourceFile()
      // Who calls it there is read when somebody asks.
      if (isWanted) addFile(fileName)
      else for (const holder of holders) journal.tell('handed', holder, fileName, fileName)
    }
    const called = scope === undefined ? { node: to } : { node: to, scope }
    if (!isOpen) return
    asked.askAround(call, named)
    const isWhole = readsArguments(to)
    if (isWhole) asked.askAll(restOf(args).wanted)
    const all = isWhole ? [...bound, ...argumentValues(evaluator, args)] : list
    give({ call, callee, bound: bound.length, passed: args, to: called, args: all, from: null })
  }

  /** Whether what a parameter is passed is made of what it was passed before, by this call or by others on the way. */
  function isMadeOfItself(parameter: ts.ParameterDeclaration, argument: ts.Expression | undefined, wanted: ReadonlySet<ts.Node>): boolean {
    for (const one of wanted) if (ts.isParameter(one)) journal.tell('handsOn', one, parameter, parameter)
    // What is handed on as it is stays the same.
    const declaration = argument !== undefined && ts.isIdentifier(argument) ? lookup(argument, argument.text) : null
    if (declaration !== null && wanted.has(declaration)) return false
    if (argument !== undefined && asked.hasValue(evaluator.evaluate(argument))) return false
    const later = new Set<unknown>([parameter])
    for (const one of later) for (const next of journal.told('handsOn', one as ts.Node)) later.add(next)
    return [...wanted].some((one) => later.has(one))
  }

  function argumentOf(argument: ts.Expression | undefined): AskedValue {
    if (argument === undefined) return { value: constant(undefined), wanted: new Set() }
    return evaluator.evaluateAsking(ts.isSpreadElement(argument) ? argument.expression : argument)
  }

  /** What `...names` gets. */
  function restOf(args: readonly ts.Expression[]): AskedValue {
    const all = args.map(argumentOf)
    return { value: listOf(all.map(({ value }) => value)), wanted: new Set(all.flatMap(({ wanted }) => [...wanted])) }
  }

  return pass
}

/** What cannot become longer and longer is left. */
function withoutText(value: Value): Value {
  const grows = new Set<Value['kind']>(['constant', 'text', 'list', 'map', 'record'])
  return choice(alternatives(value).map((one) => (grows.has(one.kind) ? unknown : one)))
}

/** How far into objects it is looked. */
const deepest = 2

/** The functions in a value, and the classes of which it holds instances. */
function holdersIn(evaluator: Evaluator, value: Value, depth = 0): readonly ts.Node[] {
  return alternatives(value).flatMap((one): readonly ts.Node[] => {
    if (one.kind === 'function') return [one.node]
    if (one.kind === 'class' || one.kind === 'instance') return classLine(evaluator, one.node)
    if ((one.kind !== 'object' && one.kind !== 'record') || depth === deepest) return []
    return (memberNames(evaluator, one) ?? []).flatMap((name) => holdersIn(evaluator, evaluator.member(one, name), depth + 1))
  })
}
