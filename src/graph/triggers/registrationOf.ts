import { ts } from 'ts-morph'
import type { Trigger } from '../../model/graph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import { innermostItems } from '../values/item'
import { isReached } from '../calls/isReached'
import { proceduresOf } from './proceduresOf'
import { routesOf } from './routesOf'
import { isPart } from '../values/sdkMember'
import { argumentsOn, handedTo } from '../calls/handedTo'
import { siteOf } from '../syntax/siteOf'
import { namesOfMade, textOf } from '../values/textOf'
import type { Run } from './runs'
import { alternatives, functionsIn } from '../values/value'
import { callsOf, type Given } from '../calls/given'

/** What a call hands its function to, other than `events.on`. */
export interface Registration {
  readonly kind: Exclude<Trigger['kind'], 'event'>
  readonly name: string
}

/** What a call registers, once for each item of a list that is walked through: `for (const [name, run] of jobs) task(name, run)`. */
export function registrationsOf(evaluator: Evaluator, uses: FunctionUses, call: ts.CallExpression): Run[] {
  const calls = callsAround(evaluator, call)
  if (calls.length === 0) return eachItem(evaluator, uses, call, false)
  return calls.flatMap(({ to, args }) =>
    evaluator.calling(to, args, () => (isReached(evaluator, call, to.node) ? eachItem(evaluator, uses, call, true) : [])),
  )
}

/** The calls of the function around a call that tell its arguments: `defineJob({ name, run })` of `task(name, run)`. */
function callsAround(evaluator: Evaluator, call: ts.CallExpression): readonly Given[] {
  const wanted = new Set(argumentsOn(call).flatMap((one) => [...evaluator.evaluateAsking(one).wanted]))
  if (wanted.size === 0) return []
  const owner = ts.findAncestor(call, (one) => ts.isFunctionLike(one) && one.parameters.some((parameter) => wanted.has(parameter)))
  return owner === undefined ? [] : callsOf(evaluator.project.journal, owner)
}

/** Of a call of the function around it, it is told which functions they are. */
function eachItem(evaluator: Evaluator, uses: FunctionUses, call: ts.CallExpression, isCalled: boolean): Run[] {
  const read = (): Run[] => {
    const found = registrationOf(evaluator, uses, call)
    if (found.length === 0) return []
    const functions = handedTo(call).flatMap((one) => functionsIn(evaluator.evaluate(one)))
    return found.map((one) => ({ trigger: { ...one, ...siteOf(call), path: [] }, scope: evaluator.scope(), functions }))
  }
  const all = read()
  if (all.length === 0) return []
  const items = innermostItems(argumentsOn(call).flatMap((one) => alternatives(evaluator.evaluate(one)).map(({ item }) => item)))
  return items.length < 2
    ? isCalled
      ? all
      : all.map((one) => ({ ...one, functions: [] }))
    : items.flatMap((item) => evaluator.atItem(item, read))
}

/** Tells whether a call gives Ampt a function to run: a task, a schedule, a listener, a route. A route once for each path. */
function registrationOf(
  evaluator: Evaluator,
  uses: FunctionUses,
  { expression: callee, arguments: args }: ts.CallExpression,
): readonly Registration[] {
  const [first] = args
  if (first === undefined) return []
  if (isPart(evaluator.evaluate(callee), 'task')) return [{ kind: 'task', name: textOf(evaluator, first) }]
  return methodsOf(evaluator, callee).flatMap((method) => registrationBy(evaluator, uses, { ...method, args }))
}

/** A call of a method, of an object that this expression gives. */
export interface MethodCall {
  readonly of: ts.Expression
  readonly name: string
  readonly args: readonly ts.Expression[]
}

/** The methods of an object that a call may be of: `app.get`, `app[verb]`. */
function methodsOf(evaluator: Evaluator, callee: ts.Expression): readonly Omit<MethodCall, 'args'>[] {
  if (ts.isPropertyAccessExpression(callee)) return [{ of: callee.expression, name: callee.name.text }]
  if (!ts.isElementAccessExpression(callee)) return []
  return alternatives(evaluator.evaluate(callee.argumentExpression)).flatMap((one) =>
    one.kind === 'constant' && typeof one.value === 'string' ? [{ of: callee.expression, name: one.value }] : [],
  )
}

/** What a call of a method gives its function to. */
function registrationBy(evaluator: Evaluator, uses: FunctionUses, call: MethodCall): readonly Registration[] {
  const { of, name: method, args } = call
  const [first] = args as readonly [ts.Expression]
  const object = evaluator.evaluate(of)
  const what = (): string => textOf(evaluator, first)
  if (isPart(object, 'schedule')) {
    if (!['every', 'cron', 'task', 'at'].includes(method)) return []
    // schedule('nightly').cron(…), and before that schedule.cron(…).
    const names = namesOfMade(evaluator, object)
    return (names.length > 0 ? names : [`${method} ${what()}`]).map((name) => ({ kind: 'schedule', name }))
  }
  if (method === 'on') {
    if (isPart(object, 'task')) return namesOfMade(evaluator, object).map((name) => ({ kind: 'task', name: `${name} ${what()}` }))
    for (const kind of ['data', 'storage', 'ws'] as const) if (isPart(object, kind)) return [{ kind, name: what() }]
  }
  return isPart(object, 'trpc') ? proceduresOf(evaluator, uses, first.parent as ts.CallExpression, method) : routesOf(evaluator, uses, call)
}
