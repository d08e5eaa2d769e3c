import { ts } from 'ts-morph'
import { isAround } from '../calls/callLinks'
import type { Evaluator } from '../values/evaluate'
import type { AskedValue } from '../values/memory'
import type { EventCall } from './eventCall'
import { functionAround } from '../syntax/functionAround'
import { propertyValue } from '../syntax/propertyValue'
import { calleesHandedIn } from './delegateOf'
import { rootOf } from '../values/router'
import { alternatives, unknown, type Value } from '../values/value'

/** The value of the argument that names an event call; of `...args` that of the first of them. */
export function askName(evaluator: Evaluator, argument: ts.Expression): AskedValue {
  if (!ts.isSpreadElement(argument)) return evaluator.evaluateAsking(argument)
  const { value, wanted } = evaluator.evaluateAsking(argument.expression)
  return { value: evaluator.member(value, '0'), wanted }
}

interface AskedCall {
  readonly name: Value
  readonly wanted: ReadonlySet<ts.Node>
  readonly others: ReadonlySet<ts.Node>
}

/** The name of an event call, and what its name, its options and its handler are made of, or the task that it starts: of the latter, parameters of the functions around, and `others` that tell of them. */
export function askCall(evaluator: Evaluator, { kind, node, args }: Pick<EventCall, 'kind' | 'node' | 'args'>): AskedCall {
  const [first, second, third] = args
  const { value: name, wanted } = first === undefined ? { value: unknown, wanted: new Set<ts.Node>() } : askName(evaluator, first)
  const handler = kind === 'on' ? (third ?? second) : undefined
  const parts = [
    ...(kind === 'run' ? [...node.arguments.slice(0, 1), ...namesIn(name)] : []),
    ...(third === undefined ? [] : optionsIn(second!)),
    ...(handler === undefined ? [] : [handler, ...calleesHandedIn(handler)]),
  ]
  const others = new Set<ts.Node>(parts.flatMap((one) => [...evaluator.evaluateAsking(one).wanted]))
  if (third !== undefined) for (const one of objectsOf(evaluator, second!)) others.add(one)
  const asked = functionAround(node) === null ? [] : [...others].filter((by) => ts.isParameter(by) && isAround(by, node))
  return { name, wanted: asked.length === 0 ? wanted : new Set([...wanted, ...asked]), others }
}

/** `task(name, run)`: what gives the names of what a value may be. */
function namesIn(value: Value): readonly ts.Expression[] {
  return alternatives(value).flatMap((one) => (one.kind === 'made' ? (rootOf(one).node.arguments?.slice(0, 1) ?? []) : []))
}

/** The objects that options may be, to which others may write. */
function objectsOf(evaluator: Evaluator, options: ts.Expression): readonly ts.Node[] {
  if (ts.isObjectLiteralExpression(options)) return []
  return alternatives(evaluator.evaluate(options)).flatMap((one) => (one.kind === 'object' ? [one.node] : []))
}

/** What gives the options of a call: of an object that is written there, each of its values. */
function optionsIn(options: ts.Expression): readonly ts.Expression[] {
  if (!ts.isObjectLiteralExpression(options)) return [options]
  return options.properties.map(propertyValue).filter((one) => one !== null)
}
