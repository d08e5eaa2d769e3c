import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUse, FunctionUses } from '../calls/functionUses'
import { lookup } from '../syntax/scope'
import { scopeAround } from '../calls/callScopes'
import { inEachCall } from '../calls/inEachCall'
import { isTogether } from '../calls/isTogether'
import { innermostItems, type Item } from '../values/item'
import { alternatives, type Made, type Value } from '../values/value'
import type { FunctionNode } from '../syntax/functionAround'
import { rootOf } from '../values/router'
import { combined, distinct, pathsOfUse, prefixIn } from './pathTexts'
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
  const values = alternatives(evaluator.evaluate(object)).filter((one) => one.kind === 'made')
  if (values.length === 0 && ts.isCallExpression(object) && ts.isPropertyAccessExpression(object.expression)) {
    const { expression: before } = object.expression
    const path = prefixAt(object)
    return combined(pathsBefore(evaluator, uses, before, depth), path === null ? [''] : prefixIn(evaluator, path, '*'))
  }
  if (values.length === 0) return depth > deepest ? [''] : pathsOfParameter(evaluator, uses, object, depth)
  return distinct(
    values.flatMap((one) => {
      const root = rootOf(one)
      const mounted = (): readonly string[] => pathsOfMounts(evaluator, uses, root, depth)
      const paths = itemsPassing(evaluator, uses, object, root).flatMap((item) => at(evaluator, item, mounted))
      return combined(combined(paths, prefixesSet(evaluator, root)), prefixesOf(evaluator, one))
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

/** The items of walks at which a parameter is passed a router: `for (const { path, build } of parts) { …; build(router); app.use(path, router) }`. */
function itemsPassing(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, router: Made): readonly (Item | null)[] {
  const isRouter = (one: Value): boolean => one.kind === 'made' && rootOf(one).node === router.node
  const passing = callsPassing(uses, chainRoot(object)).filter(({ argument }) => alternatives(evaluator.evaluate(argument)).some(isRouter))
  return passing.length === 0 ? [null] : passing.map(({ item }) => item)
}

/** `router` of `router.get('/', show).post('/', create)` */
function chainRoot(node: ts.Expression): ts.Expression {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? chainRoot(node.expression.expression) : node
}

/** What is passed for a parameter, where that is called. */
function callsPassing(
  uses: FunctionUses,
  object: ts.Expression,
): readonly { readonly argument: ts.Expression; readonly item: Item | null }[] {
  const { taker, index } = parameterOf(object) ?? {}
  return (taker === undefined ? [] : uses.of(taker)).flatMap(({ node: call, isHandedOn, item }) => {
    const argument = isHandedOn || !ts.isCallExpression(call) ? undefined : call.arguments[index!]
    return argument === undefined || argument === object ? [] : [{ argument, item }]
  })
}

function at(evaluator: Evaluator, item: Item | null, read: () => readonly string[]): readonly string[] {
  return item === null ? read() : evaluator.atItem(item, read)
}

function parameterOf(object: ts.Expression): { readonly taker: FunctionNode; readonly index: number } | null {
  const declaration = ts.isIdentifier(object) ? lookup(object, object.text) : null
  if (declaration === null || !ts.isParameter(declaration) || !ts.isIdentifier(declaration.name)) return null
  return { taker: declaration.parent as FunctionNode, index: declaration.parent.parameters.indexOf(declaration) }
}

/** `export function addRoutes(router) { router.get(…) }`: what its callers pass. */
function pathsOfParameter(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, depth: number): readonly string[] {
  const parameter = parameterOf(object)
  if (parameter === null) return ['']
  const { taker, index } = parameter
  // app.register(async (app) => { … })
  const inPlace = ts.isCallExpression(taker.parent) ? [{ node: taker as ts.Node, item: null }] : []
  const handed = index > 0 ? [] : [...inPlace, ...uses.of(taker).filter(({ isHandedOn }) => isHandedOn)]
  const paths = [
    ...handed.flatMap(({ node: plugin, item }) => at(evaluator, item, () => pathsOfPlugin(evaluator, uses, plugin, depth))),
    ...callsPassing(uses, object).flatMap(({ argument, item }) =>
      at(evaluator, item, () => pathsBefore(evaluator, uses, argument, depth + 1)),
    ),
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
