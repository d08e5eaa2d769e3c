import { ts } from 'ts-morph'
import type { Asked } from './asked'
import type { Called } from './borrowedCall'
import { carriesSdk } from '../values/carriesSdk'
import { classLine } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { memberNames } from '../values/members'
import { argumentValues, passedTo, readsArguments } from './passedTo'
import { lookup } from '../syntax/scope'
import { choice } from '../values/choice'
import { alternatives, functionsIn, mayBeAny, unknown, unknownArguments, type FunctionValue, type Value } from '../values/value'
import type { Given } from './given'
import type { LeadsToEvent } from './leadsToEvent'

type Arguments = readonly ts.Expression[]

/** What a call passes to a function. */
export type Pass = (to: Omit<FunctionValue, 'kind'>, call: ts.CallExpression | ts.NewExpression, called?: Called) => void

/**
 * Hands the arguments of calls to the parameters, where they carry the SDK, are asked for, or are a list or a function that is. `give` takes in a call of a
 * function that is asked for, `addFile` has a file visited.
 */
export function createPassing(
  evaluator: Evaluator,
  asked: Asked,
  leadsToEvent: LeadsToEvent,
  addFile: (file: string) => void,
  give: (given: Given) => void,
): Pass {
  const { journal } = evaluator.project

  function pass(
    { node: to, scope, bound = [] }: Omit<FunctionValue, 'kind'>,
    call: ts.CallExpression | ts.NewExpression,
    { callee, args }: Called = { callee: call.expression, args: call.arguments ?? [] },
  ): void {
    const isOpen = asked.has(to)
    const values = [...bound, ...argumentValues(evaluator, args)]
    const passed = passedTo(to, values)
    const named = new Set<ts.Node>()
    const all: Value[] = []
    for (const [index, parameter] of to.parameters.entries()) {
      const value = passed.get(parameter)!
      const nodes = argumentsFor(parameter, args, index - bound.length)
      if (!isOpen && !handTo(parameter, value)) continue
      const wanted = wantedOf(nodes)
      // A wrapper of a wrapper; compose([...this.middleware, run])
      if (isOpen || isOpenList(value)) for (const one of asked.askAll(wanted)) named.add(one)
      // A recursion would make its own name longer for ever.
      const given = nodes.length > 0 && isMadeOfItself(parameter, nodes, wanted) ? withoutText(value) : value
      evaluator.bind(parameter, given)
      if (parameter.dotDotDotToken === undefined) all.push(given)
      else all.push(...(given.kind === 'list' ? given.of : [unknownArguments]))
    }
    if (!isOpen) return
    addFile(to.getSourceFile().fileName)
    asked.askAround(call, named)
    asked.askDecided(call)
    const isWhole = readsArguments(to)
    if (isWhole) asked.askAll(wantedOf(args.map(plain)))
    const called = scope === undefined ? { node: to } : { node: to, scope }
    give({ call, callee, bound: bound.length, passed: args, to: called, args: isWhole ? values : all, from: null })
  }

  /** Whether a value that is handed over in a call nobody asks for matters: the file of the function is visited, at once or when somebody asks for what the value holds. */
  function handTo(parameter: ts.ParameterDeclaration, value: Value): boolean {
    const { fileName } = parameter.getSourceFile()
    const isWanted = asked.hasValue(value) || carriesSdk(evaluator, value, 2)
    const holders = isWanted ? [] : holdersIn(evaluator, value)
    // A table of handlers, in a file that need not name the SDK: which of them a call takes, the file tells.
    if (isWanted || (functionsIn(value).length > 0 && leadsToEvent(value))) addFile(fileName)
    for (const holder of holders) journal.tell('handed', holder, fileName, fileName)
    return isWanted || holders.length > 0
  }

  /** Whether what a parameter is passed is made of what it was passed before, by this call or by others on the way. */
  function isMadeOfItself(parameter: ts.ParameterDeclaration, [argument]: Arguments, wanted: ReadonlySet<ts.Node>): boolean {
    for (const one of wanted) if (ts.isParameter(one)) journal.tell('handsOn', one, parameter, parameter)
    // What is handed on as it is stays the same.
    const declaration = argument !== undefined && ts.isIdentifier(argument) ? lookup(argument, argument.text) : null
    if (declaration !== null && wanted.has(declaration)) return false
    if (argument !== undefined && asked.hasValue(evaluator.evaluate(argument))) return false
    const later = new Set<unknown>([parameter])
    for (const one of later) for (const next of journal.told('handsOn', one as ts.Node)) later.add(next)
    return [...wanted].some((one) => later.has(one))
  }

  function wantedOf(args: Arguments): ReadonlySet<ts.Node> {
    return new Set(args.flatMap((one) => [...evaluator.evaluateAsking(one).wanted]))
  }

  return pass
}

/** The arguments that give a parameter its value; behind a list that is spread, any may. */
function argumentsFor({ dotDotDotToken }: ts.ParameterDeclaration, args: Arguments, index: number): Arguments {
  const end = dotDotDotToken === undefined ? index + 1 : args.length
  const spread = index < 0 ? undefined : args.slice(0, end).find(ts.isSpreadElement)
  if (spread !== undefined) return [spread.expression, ...args.map(plain)]
  return index < 0 ? [] : args.slice(index, end)
}

function plain(argument: ts.Expression): ts.Expression {
  return ts.isSpreadElement(argument) ? argument.expression : argument
}

/** Whether it is a list of functions that has others, which those who add them may tell. */
function isOpenList(value: Value): boolean {
  return value.kind === 'list' && functionsIn(value).length > 0 && value.of.some(mayBeAny)
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
    if (one.kind === 'list') return one.of.flatMap((item) => holdersIn(evaluator, item, depth))
    if (one.kind === 'class' || one.kind === 'instance') return classLine(evaluator, one.node)
    if ((one.kind !== 'object' && one.kind !== 'record') || depth === deepest) return []
    return (memberNames(evaluator, one) ?? []).flatMap((name) => holdersIn(evaluator, evaluator.member(one, name), depth + 1))
  })
}
