import { ts } from 'ts-morph'
import { callsIn } from '../syntax/actsIn'
import type { Evaluator } from '../values/evaluate'
import { rootOf } from '../values/router'
import { alternatives, type Made, type Value } from '../values/value'
import { combined, prefixIn } from './pathTexts'

/** Calls of a router that put their path before those of the routes that follow. */
const prefixing: ReadonlySet<string> = new Set(['router', 'route', 'basePath', 'prefix'])

/** What a statement puts before all routes of a router: `router.prefix('/users')`. */
export function prefixesSet(evaluator: Evaluator, { node }: Made): readonly string[] {
  const source = node.getSourceFile()
  const calls = source.text.includes('.prefix(') ? callsIn(source) : []
  const isOfNode = (one: Value): boolean => one.kind === 'made' && rootOf(one).node === node
  const set = calls.find(({ expression: callee, parent }) => {
    const isPrefix = ts.isExpressionStatement(parent) && ts.isPropertyAccessExpression(callee) && callee.name.text === 'prefix'
    return isPrefix && alternatives(evaluator.evaluate(callee.expression)).some(isOfNode)
  })
  const [path] = set?.arguments ?? []
  return path === undefined ? [''] : prefixIn(evaluator, path, '*')
}

/** What calls before it in a chain put before its routes: `api('main').router('/users')`, `new Router({ prefix: '/users' })`. */
export function prefixesOf(evaluator: Evaluator, router: Made): readonly string[] {
  let prefixes: readonly string[] = ['']
  for (let made: Made | null = router; made !== null; made = made.of) {
    const path = prefixAt(made.node)
    const [options] = made.node.arguments ?? []
    const own = (): readonly string[] =>
      path !== null
        ? prefixIn(evaluator, path, '*')
        : options !== undefined && made.of === null && made.part === 'router'
          ? prefixIn(evaluator, options)
          : ['']
    prefixes = combined(evaluator.within(made.scope ?? null, own), prefixes)
  }
  return prefixes
}

/** What a call puts before the routes that follow in its chain; null for any other, such as `.route('/users', users)`, which mounts and gives back the same. */
export function prefixAt({ expression: callee, arguments: [first, second] = [] as never }: Made['node']): ts.Expression | null {
  if (first === undefined || !ts.isPropertyAccessExpression(callee) || !prefixing.has(callee.name.text)) return null
  return callee.name.text === 'route' && second !== undefined ? null : first
}
