import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import type { MethodCall, Registration } from './registrationOf'
import { distinct, joinPaths, pathsOfUse, textsOf } from './pathTexts'
import { pathsBefore } from './routePaths'
import { standsForRouter } from './standsForRouter'
import { partsOf } from '../values/text'
import { alternatives, functionsIn, type Made } from '../values/value'
import { isPart } from '../values/sdkMember'
import { verbs } from '../values/router'

/** Methods that give a function all that comes below a path, or what goes wrong there, and what has them. */
const takers = new Map<string, readonly Made['part'][]>([
  ['use', ['router', 'http']],
  ['useNodeHandler', ['http']],
  ['router', ['api']],
  ...[
    'param',
    'notFound',
    'onError',
    'setErrorHandler',
    'setNotFoundHandler',
    'onRequest',
    'onBeforeHandle',
    'onAfterHandle',
    'onAfterResponse',
  ].map((name) => [name, ['router']] as const),
])
/** The hooks of Fastify that requests go through. */
const requestHook = /^(?:on(?:Request|Send|Response|Error|Timeout|RequestAbort)|pre(?:Parsing|Validation|Handler|Serialization))$/

/** The routes that a call of a router's method gives its functions, once for each path. Whatever router it is, Ampt's own, Express or another: they share this shape. */
export function routesOf(evaluator: Evaluator, uses: FunctionUses, call: MethodCall): readonly Registration[] {
  const own = routesIn(evaluator, uses, call)
  const before = own.length === 0 ? [] : pathsBefore(evaluator, uses, call.of)
  return own.flatMap(([verb, path]) =>
    distinct(before.map((one) => joinPaths(one, path) || '/')).map((one) => ({ kind: 'route', name: `${verb.toUpperCase()} ${one}` })),
  )
}

type Route = readonly [verb: string, path: string]

/** What the call itself says. */
function routesIn(evaluator: Evaluator, uses: FunctionUses, call: MethodCall): readonly Route[] {
  const { name, args } = call
  const [first, second] = args
  if (first === undefined) return []
  if (name === 'on' || name === 'route') {
    // app.on(['PUT', 'PATCH'], '/:id', run)
    const named = second === undefined ? [] : textsOf(evaluator, first).filter((one) => verbs.has(one.toLowerCase()))
    if (named.length > 0) return named.flatMap((verb) => textsOf(evaluator, second!).map((path): Route => [verb, path]))
  }
  if (name === 'route') return described(evaluator, first)
  if (name === 'addHook') return textsOf(evaluator, first).some((one) => requestHook.test(one)) ? [['all', '/*']] : []
  const isTaken = (part: Made['part']): boolean =>
    part === 'router' ? standsForRouter(evaluator, uses, call.of) : isPart(evaluator.evaluate(call.of), part)
  if (takers.get(name)?.some(isTaken) === true) return below(evaluator, call)
  return verbs.has(name) ? pathsIn(evaluator, uses, call).map((path) => [name, path]) : []
}

/** What all requests below a path go through: `app.use('/v1', audit)`, `api('main').router('/v1', audit)`, `http.use('/v1', fetch)`. */
function below(evaluator: Evaluator, { name, args }: MethodCall): readonly Route[] {
  if (args.every((one) => functionsIn(evaluator.evaluate(one)).length === 0)) return []
  // app.param('id', load)
  const paths = name === 'param' ? [''] : pathsOfUse(evaluator, args[0]!)
  // Hono says `*` for all paths.
  return paths.map((path) => ['all', `${path.replace(/\/?\*?$/, '')}/*`])
}

/** The paths of `app.get(path, run)`. */
function pathsIn(evaluator: Evaluator, uses: FunctionUses, { of, args }: MethodCall): readonly string[] {
  const object = evaluator.evaluate(of)
  const isRouter = standsForRouter(evaluator, uses, of)
  // `router.route('/:id').get(auth, run)` has the path before it.
  const isAfterPath = hasRoute(of)
  const path = args[isNamed(evaluator, args) ? 1 : 0]!
  const paths = isAfterPath || args.length < 2 ? [''] : isRouter ? textsOf(evaluator, path, '*') : textsOf(evaluator, path)
  return paths.filter(
    (path) =>
      path.startsWith('/') ||
      (path.startsWith('*') && isRouter) ||
      (args.length > 1 && isPart(object, 'api')) ||
      (path === '' && isAfterPath),
  )
}

/** `app.route({ method: 'GET', url: '/', handler })` */
function described(evaluator: Evaluator, route: ts.Expression): readonly Route[] {
  const object = evaluator.evaluate(route)
  if (object.kind !== 'object') return []
  const textsAt = (name: string): readonly string[] => {
    const value = evaluator.member(object, name)
    return (value.kind === 'list' ? value.of : alternatives(value)).flatMap((one) =>
      one.kind === 'text' || (one.kind === 'constant' && typeof one.value === 'string') ? partsOf(one).join('*') : [],
    )
  }
  const paths = [...textsAt('url'), ...textsAt('path')]
  return textsAt('method').flatMap((verb) => paths.map((path): Route => [verb, path]))
}

/** Whether the path comes second, after the name of the route, as Koa has it: `router.get('user', '/users/:id', show)`. */
function isNamed(evaluator: Evaluator, [first, second]: readonly ts.Expression[]): boolean {
  const isPath = (node: ts.Expression | undefined): boolean =>
    node !== undefined && textsOf(evaluator, node, '').every((one) => /^[/*]/.test(one))
  return !isPath(first) && isPath(second)
}

/** Whether a call before it in the chain gives the path. */
function hasRoute(object: ts.Expression): boolean {
  for (let node = object; ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression); node = node.expression.expression) {
    if (node.expression.name.text === 'route' && node.arguments.length === 1) return true
  }
  return false
}
