import { ts } from 'ts-morph'
import type { Trigger } from '../model/graph'
import type { Evaluator } from './evaluate'
import type { Given } from './eventCalls'
import type { FunctionUses } from './functionUses'
import { isReached } from './isReached'
import { pathsBefore } from './routers'
import { siteOf } from './siteOf'
import type { Run } from './triggers'
import { alternatives, partsOf, type FunctionValue, type Made, type Value } from './value'

/** What a call hands its function to, other than `events.on`. */
interface Registration {
  readonly kind: Exclude<Trigger['kind'], 'event'>
  readonly name: string
}

const verbs: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'])

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
  return owner === undefined ? [] : (evaluator.project.journal.told('called', owner) as readonly Given[])
}

/** Of a call of the function around it, it is told which functions they are. */
function eachItem(evaluator: Evaluator, uses: FunctionUses, call: ts.CallExpression, isCalled: boolean): Run[] {
  const read = (): Run[] => {
    const found = registrationOf(evaluator, uses, call)
    if (found.length === 0) return []
    const functions = call.arguments.flatMap((one) => alternatives(evaluator.evaluate(one)).filter(({ kind }) => kind === 'function'))
    const nodes = new Set(functions.map((one) => (one as FunctionValue).node))
    return found.map((one) => ({ trigger: { ...one, ...siteOf(call), path: [] }, scope: evaluator.scope(), functions: nodes }))
  }
  const all = read()
  if (all.length === 0) return []
  const items = new Map(argumentsOn(call).flatMap((one) => alternatives(evaluator.evaluate(one)).map(({ item }) => [item?.index, item])))
  items.delete(undefined)
  return items.size < 2
    ? isCalled
      ? all
      : all.map((one) => ({ ...one, functions: new Set() }))
    : [...items.values()].flatMap((item) => evaluator.atItem(item!, read))
}

/** The arguments of a call, and of the calls before it: `schedule(name).cron(…, run)`. */
function argumentsOn({ expression, arguments: own }: ts.CallExpression): readonly ts.Expression[] {
  const before = ts.isPropertyAccessExpression(expression) ? expression.expression : expression
  return ts.isCallExpression(before) ? [...argumentsOn(before), ...own] : own
}

/** Tells whether a call gives Ampt a function to run: a task, a schedule, a listener, a route. A route once for each path. */
function registrationOf(
  evaluator: Evaluator,
  uses: FunctionUses,
  { expression: callee, arguments: args }: ts.CallExpression,
): readonly Registration[] {
  const [first] = args
  if (first === undefined) return []
  const named = (kind: Registration['kind'], of: ts.Expression = first): Registration[] => [{ kind, name: textOf(evaluator, of) }]
  if (isTask(evaluator.evaluate(callee))) return named('task')
  if (!ts.isPropertyAccessExpression(callee)) return []

  const method = callee.name.text
  const object = evaluator.evaluate(callee.expression)
  if (isPart(object, 'schedule')) {
    if (!['every', 'cron', 'task', 'at'].includes(method)) return []
    // schedule('nightly').cron(…), and before that schedule.cron(…).
    const owner = madeOf(object)?.node.arguments?.[0]
    return owner === undefined ? [{ kind: 'schedule', name: `${method} ${textOf(evaluator, first)}` }] : named('schedule', owner)
  }
  if (method === 'on') {
    if (isPart(object, 'task')) {
      const owner = madeOf(object)?.node.arguments?.[0]
      return owner === undefined ? [] : [{ kind: 'task', name: `${textOf(evaluator, owner)} ${textOf(evaluator, first)}` }]
    }
    for (const kind of ['data', 'storage', 'ws'] as const) if (isPart(object, kind)) return named(kind)
    return []
  }
  if (!verbs.has(method)) return []
  // Whatever router it is, Ampt's own, Express or another: they share this shape. `router.route('/:id').get(…)` has the path before it.
  const path = args.length < 2 ? '' : textOf(evaluator, first)
  if (!(path.startsWith('/') || (args.length > 1 && isPart(object, 'api')) || (path === '' && isRoute(callee.expression)))) return []
  const paths = pathsBefore(evaluator, uses, callee.expression).map((before) => joinPaths(before, path))
  return [...new Set(paths)].map((one) => ({ kind: 'route', name: `${method.toUpperCase()} ${one}` }))
}

/** Whether a call before it in the chain gives the path. */
function isRoute(object: ts.Expression): boolean {
  for (let node = object; ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression); node = node.expression.expression) {
    if (node.expression.name.text === 'route') return true
  }
  return false
}

/** The task that a call starts: its name, for `task.run(…)`, and when, for `task.every(…)` and `task.cron(…)`. Null for any other call. */
export function taskRunBy(
  evaluator: Evaluator,
  { expression: callee, arguments: args }: ts.CallExpression,
): { readonly task: string; readonly schedule: string | null } | null {
  if (!ts.isPropertyAccessExpression(callee) || !['run', 'every', 'cron'].includes(callee.name.text)) return null
  const object = evaluator.evaluate(callee.expression)
  const [name] = madeOf(object)?.node.arguments ?? []
  if (!isPart(object, 'task') || name === undefined) return null
  const isNow = callee.name.text === 'run'
  const when = args[0] === undefined ? '' : ` ${textOf(evaluator, args[0])}`
  return { task: textOf(evaluator, name), schedule: isNow ? null : `${callee.name.text}${when}` }
}

export function isTask(value: Value): boolean {
  return isPart(value, 'task')
}

function isPart(value: Value, part: Made['part']): boolean {
  return alternatives(value).some((one) => (one.kind === 'sdk' || one.kind === 'made') && one.part === part)
}

/** The first call on the way to a made value: `task('nightly', …)` of `task('nightly', …).every('1 hour')`. */
function madeOf(value: Value): Made | null {
  let made = alternatives(value).find((one) => one.kind === 'made') ?? null
  while (made !== null && made.of !== null) made = made.of
  return made
}

function joinPaths(prefix: string, path: string): string {
  return `/${[prefix, path].join('/')}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')
}

/** What an expression reads as: its text where that is known, with `*` for parts that are not; lists with `|`; else its source. */
function textOf(evaluator: Evaluator, node: ts.Expression): string {
  const value = evaluator.evaluate(node)
  const texts = (value.kind === 'list' ? value.of : alternatives(value)).map((one) => {
    return one.kind === 'constant' || one.kind === 'text'
      ? partsOf(one)
          .map((part) => part ?? '*')
          .join('')
      : null
  })
  return texts.includes(null) || texts.length === 0 ? node.getText().replace(/\s+/g, ' ') : texts.join('|')
}
