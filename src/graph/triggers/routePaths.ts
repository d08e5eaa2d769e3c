import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import { lookup } from '../syntax/scope'
import { isText, partsOf } from '../values/text'
import { alternatives, isNothing, type Made, type Value } from '../values/value'
import type { FunctionNode } from '../syntax/functionAround'
import { rootOf } from '../values/router'

/** Members of an app that give it another, or a function that adds routes to it. */
const mounts: ReadonlySet<string> = new Set(['use', 'route', 'mount', 'register', 'group', 'guard'])
/** Calls of a router that put their path before those of the routes that follow. */
const prefixing: ReadonlySet<string> = new Set(['router', 'route', 'basePath', 'prefix'])
/** Routers that are mounted in each other have no path. */
const deepest = 8

/**
 * The paths under which the routes of what an expression stands for are reached: through the routers that it is mounted in, and its own
 * prefix. One that is empty where nothing is told.
 */
export function pathsBefore(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, depth = 0): readonly string[] {
  const values = alternatives(evaluator.evaluate(object)).filter((one) => one.kind === 'made')
  if (values.length === 0 && ts.isCallExpression(object) && ts.isPropertyAccessExpression(object.expression)) {
    const { expression: before, name } = object.expression
    const [path] = prefixing.has(name.text) ? object.arguments : []
    return combined(pathsBefore(evaluator, uses, before, depth), path === undefined ? [''] : prefixIn(evaluator, path, '*'))
  }
  if (values.length === 0) return depth > deepest ? [''] : pathsOfParameter(evaluator, uses, object, depth)
  return distinct(values.flatMap((one) => combined(pathsOfMounts(evaluator, uses, rootOf(one), depth), prefixesOf(evaluator, one))))
}

/** What calls before it in a chain put before its routes: `api('main').router('/users')`, `new Router({ prefix: '/users' })`. */
function prefixesOf(evaluator: Evaluator, router: Made): readonly string[] {
  let prefixes: readonly string[] = ['']
  for (let made: Made | null = router; made !== null; made = made.of) {
    const { expression: callee, arguments: args } = made.node
    const [first] = args ?? []
    if (first === undefined) continue
    if (ts.isPropertyAccessExpression(callee) && prefixing.has(callee.name.text)) {
      prefixes = combined(prefixIn(evaluator, first, '*'), prefixes)
    } else if (made.of === null && made.part === 'router') {
      prefixes = combined(prefixIn(evaluator, first), prefixes)
    }
  }
  return prefixes
}

/** The paths at which a router is mounted: `app.use('/v1', router)`. */
function pathsOfMounts(evaluator: Evaluator, uses: FunctionUses, { node }: Made, depth: number): readonly string[] {
  if (depth > deepest) return ['']
  const paths = uses.of(node).flatMap(({ node: argument, item }) => {
    const { parent: call } = argument
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !mounts.has(call.expression.name.text)) return []
    const [first] = call.arguments
    const { expression: app } = call.expression
    const read = (): readonly string[] =>
      combined(
        pathsBefore(evaluator, uses, app, depth + 1),
        first === undefined || first === argument ? [''] : textsOf(evaluator, first, ''),
      )
    return item === null ? read() : evaluator.atItem(item, read)
  })
  return paths.length === 0 ? [''] : distinct(paths)
}

/** `export function addRoutes(router) { router.get(…) }`: what its callers pass. */
function pathsOfParameter(evaluator: Evaluator, uses: FunctionUses, object: ts.Expression, depth: number): readonly string[] {
  const declaration = ts.isIdentifier(object) ? lookup(object, object.text) : null
  if (declaration === null || !ts.isParameter(declaration) || !ts.isIdentifier(declaration.name)) return ['']
  const index = declaration.parent.parameters.indexOf(declaration)
  const taker = declaration.parent as FunctionNode
  // app.register(async (app) => { … })
  const inPlace = ts.isCallExpression(taker.parent) ? [{ node: taker as ts.Node, isHandedOn: true, item: null }] : []
  const passed = [...inPlace, ...uses.of(taker)].flatMap(({ node: call, isHandedOn, item }) => {
    const read = (): readonly string[] => {
      if (isHandedOn && index === 0) return pathsOfPlugin(evaluator, uses, call, depth)
      const argument = isHandedOn || !ts.isCallExpression(call) ? undefined : call.arguments[index]
      return argument === undefined || argument === object ? [] : pathsBefore(evaluator, uses, argument, depth + 1)
    }
    return item === null ? read() : evaluator.atItem(item, read)
  })
  // Whoever calls it may have put anything before.
  return passed.length === 0 ? ['*'] : distinct(passed)
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

/** The prefix that an argument is, or that it gives as options; an empty one where it gives none, and what is said here where that is not told. */
function prefixIn(evaluator: Evaluator, argument: ts.Expression, other = ''): readonly string[] {
  const value = evaluator.evaluate(argument)
  if (value.kind !== 'object') return textsIn(value, other)
  const given = ['prefix', 'base'].map((name) => evaluator.member(value, name)).find((one) => !isNothing(one))
  return given === undefined ? [''] : textsIn(given, '*')
}

function combined(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.flatMap((one) => after.map((other) => joinPaths(one, other)))
}

/** A path below another; at the top it is empty. */
export function joinPaths(before: string, path: string): string {
  if (path === '' || path === '/') return before
  return path.startsWith('/') ? `${before}${path}` : `${before}/${path}`
}

/** The paths that an expression may be: with `*` for parts that are not known. Of what is no text its source, or what is said here. */
export function textsOf(evaluator: Evaluator, node: ts.Expression, other = node.getText().replace(/\s+/g, ' ')): readonly string[] {
  return textsIn(evaluator.evaluate(node), other)
}

function textsIn(value: Value, other: string): readonly string[] {
  const all: readonly Value[] = value.kind === 'list' ? value.of : alternatives(value)
  const texts = all.map((one) => (one.kind === 'pattern' ? one.node.text : isText(one) ? plainPath(one) : other))
  return texts.length === 0 ? [other] : texts
}

function plainPath(text: Value): string {
  const path = partsOf(text).map((part) => part ?? '*')
  return path
    .join('')
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1')
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
