import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import type { Registration } from './registrationOf'
import { joinPaths, pathsOfUse, textsOf } from './pathTexts'
import { pathsBefore } from './routePaths'
import { partsOf } from '../values/text'
import { alternatives, functionsIn, type Made, type Value } from '../values/value'
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
export function routesOf(
  evaluator: Evaluator,
  uses: FunctionUses,
  router: ts.Expression,
  method: string,
  args: readonly ts.Expression[],
): readonly Registration[] {
  const [first, second] = args
  if (first === undefined) return []
  const object = evaluator.evaluate(router)
  const at = (verb: string, path: string): readonly Registration[] => {
    const paths = pathsBefore(evaluator, uses, router).map((before) => joinPaths(before, path) || '/')
    return [...new Set(paths)].map((one) => ({ kind: 'route', name: `${verb.toUpperCase()} ${one}` }))
  }
  if (method === 'on' || method === 'route') {
    // app.on(['PUT', 'PATCH'], '/:id', run)
    const named = second === undefined ? [] : textsOf(evaluator, first).filter((one) => verbs.has(one.toLowerCase()))
    if (named.length > 0) return named.flatMap((verb) => textsOf(evaluator, second!).flatMap((path) => at(verb, path)))
  }
  if (method === 'route') return described(evaluator, first).flatMap(([verb, path]) => at(verb, path))
  if (method === 'addHook') return textsOf(evaluator, first).some((one) => requestHook.test(one)) ? at('all', '/*') : []
  // What all requests below a path go through: `app.use('/v1', audit)`, `api('main').router('/v1', audit)`, `http.use('/v1', fetch)`.
  if (takers.get(method)?.some((part) => isPart(object, part)) === true) {
    const isOfFunctions = args.some((one) => functionsIn(evaluator.evaluate(one)).length > 0)
    // app.param('id', load)
    const paths = method === 'param' ? [''] : pathsOfUse(evaluator, first)
    // Hono says `*` for all paths.
    return isOfFunctions ? paths.flatMap((path) => at('all', `${path.replace(/\/?\*?$/, '')}/*`)) : []
  }
  if (!verbs.has(method)) return []
  const isRouter = isPart(object, 'router')
  // `router.route('/:id').get(auth, run)` has the path before it.
  const isAfterPath = hasRoute(router)
  const path = isNamed(evaluator, args) ? second! : first
  const paths = isAfterPath || args.length < 2 ? [''] : isRouter ? textsOf(evaluator, path, '*') : textsOf(evaluator, path)
  const isRoute = (path: string): boolean =>
    path.startsWith('/') || (path.startsWith('*') && isRouter) || (args.length > 1 && isPart(object, 'api')) || (path === '' && isAfterPath)
  return paths.filter(isRoute).flatMap((path) => at(method, path))
}

/** `app.route({ method: 'GET', url: '/', handler })` */
function described(evaluator: Evaluator, route: ts.Expression): readonly (readonly [verb: string, path: string])[] {
  const object = evaluator.evaluate(route)
  if (object.kind !== 'object') return []
  const textsAt = (name: string): readonly string[] => {
    const value = evaluator.member(object, name)
    return (value.kind === 'list' ? value.of : alternatives(value)).flatMap((one) =>
      one.kind === 'text' || (one.kind === 'constant' && typeof one.value === 'string') ? partsOf(one).join('*') : [],
    )
  }
  const paths = [...textsAt('url'), ...textsAt('path')]
  return textsAt('method').flatMap((verb) => paths.map((path) => [verb, path] as const))
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

export function isPart(value: Value, part: Made['part']): boolean {
  return alternatives(value).some((one) => (one.kind === 'sdk' || one.kind === 'made') && one.part === part)
}
