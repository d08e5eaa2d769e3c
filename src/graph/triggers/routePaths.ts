import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUse, FunctionUses } from '../calls/functionUses'
import { scopeAround } from '../calls/callScopes'
import { inEachCall } from '../calls/inEachCall'
import { isTogether } from '../calls/isTogether'
import { innermostItems } from '../values/item'
import { alternatives, type Made, type Value } from '../values/value'
import { rootOf } from '../values/router'
import { combined, distinct, pathsOfUse, prefixIn } from './pathTexts'
import { takenFor } from './standsForRouter'
import { prefixAt, prefixesOf, prefixesSet } from './routePrefixes'

/** Members of an app that give it another, or a function that adds routes to it. */
const mounts: ReadonlySet<string> = new Set(['use', 'route', 'mount', 'register', 'group', 'guard'])
/** Routers that are mounted in each other have no path. */
const deepest = 8

/**
 * The paths under which the routes of what an expression stands for are reached: through the routers that it is mounted in, and its own
 * prefix. One that is empty where nothing is told.
 */
export function pathsBefore(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, depth = 0): readonly string[] {
  const all = alternatives(evaluator.evaluate(object))
  // What the app has made itself may put anything before.
  if (all.some(({ kind }) => kind === 'object' || kind === 'instance')) return ['*']
  const values = all.filter((one) => one.kind === 'made')
  if (values.length === 0 && ts.isCallExpression(object) && ts.isPropertyAccessExpression(object.expression)) {
    const { expression: before } = object.expression
    const path = prefixAt(object)
    return combined(pathsBefore(evaluator, uses, before, depth), path === null ? [''] : prefixIn(evaluator, path, '*'))
  }
  if (values.length === 0) return depth > deepest ? [''] : pathsOfParameter(evaluator, uses, object, depth)
  return distinct(
    values.flatMap((one) => {
      const root = rootOf(one)
      return combined(combined(pathsOfMounts(evaluator, uses, root, depth), prefixesSet(evaluator, root)), prefixesOf(evaluator, one))
    }),
  )
}

/** The paths at which a router is mounted: `app.use('/v1', router)`. */
function pathsOfMounts(evaluator: Evaluator, uses: FunctionUses, router: Made, depth: number): readonly string[] {
  if (depth > deepest) return ['']
  const told = [router.scope ?? null, evaluator.scope()]
  const isRouter = (one: Value): boolean =>
    one.kind === 'made' && rootOf(one).node === router.node && told.every((scope) => isTogether(rootOf(one).scope ?? null, scope))
  const ofMount = ({ node: argument, scope, item }: FunctionUse): readonly string[] => {
    const call = argument.parent as ts.CallExpression
    const [first] = call.arguments
    const { expression: app } = call.expression as ts.PropertyAccessExpression
    const before = (): readonly string[] => (first === undefined || first === argument ? [''] : pathsOfUse(evaluator, first))
    const read = (): readonly string[] =>
      scope === null || alternatives(evaluator.evaluate(argument)).some(isRouter)
        ? combined(pathsBefore(evaluator, uses, app, depth + 1), before())
        : []
    const eachItem = (): readonly string[] => {
      const items = innermostItems(call.arguments.flatMap((one) => alternatives(evaluator.evaluate(one)).map(({ item }) => item)))
      return items.length < 2 ? read() : items.flatMap((one) => evaluator.atItem(one, read))
    }
    if (item !== null) return evaluator.atItem(item, read)
    return inEachCall(evaluator, call, scopeAround(call, evaluator.scope()), eachItem, []).flat()
  }
  const all = uses.of(router.node).filter(isMount)
  const paths = distinct(all.flatMap(ofMount))
  // Of the routers that a function makes, it is not told where this one is mounted.
  return paths.length > 0 ? paths : [all.length > 0 ? '*' : '']
}

/** Whether a call gives a router to another one. */
function isMount({ node: { parent: call } }: FunctionUse): boolean {
  return ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && mounts.has(call.expression.name.text)
}

/** `export function addRoutes(router) { router.get(…) }`: what its callers pass. */
function pathsOfParameter(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, depth: number): readonly string[] {
  const parameter = takenFor(object)
  if (parameter === null) return ['']
  const { taker, index } = parameter
  const ofPlugin = (plugin: ts.Node): readonly string[] => (index > 0 ? [] : pathsOfPlugin(evaluator, uses, plugin, depth))
  const ofUse = ({ node, isHandedOn }: FunctionUse): readonly string[] => {
    if (isHandedOn) return ofPlugin(node)
    const argument = ts.isCallExpression(node) ? node.arguments[index] : undefined
    return argument === undefined || argument === object ? [] : pathsBefore(evaluator, uses, argument, depth + 1)
  }
  const paths = [
    // app.register(async (app) => { … })
    ...(ts.isCallExpression(taker.parent) ? ofPlugin(taker) : []),
    ...uses.of(taker).flatMap((use) => evaluator.atItem(use.item ?? undefined, () => ofUse(use))),
  ]
  // Whoever calls it may have put anything before.
  return paths.length === 0 ? ['*'] : distinct(paths)
}

/** `app.register(plugin, { prefix: '/v1' })`, `app.group('/v1', (group) => …)`; what `fp(plugin)` makes adds the routes to the app itself, without a prefix. */
function pathsOfPlugin(evaluator: Evaluator, uses: FunctionUses, plugin: ts.Node, depth: number, isWrapped = false): readonly string[] {
  const { parent: call } = plugin
  if (!ts.isCallExpression(call)) return []
  if (!ts.isPropertyAccessExpression(call.expression)) {
    const made = isWrapped ? [] : [call, ...uses.of(call).map(({ node }) => node)]
    return made.flatMap((one) => pathsOfPlugin(evaluator, uses, one, depth, true))
  }
  if (!mounts.has(call.expression.name.text)) return []
  const others = isWrapped ? [] : call.arguments.filter((one) => one !== plugin)
  return others.reduce(
    (before, one) => combined(before, prefixIn(evaluator, one)),
    pathsBefore(evaluator, uses, call.expression.expression, depth + 1),
  )
}
