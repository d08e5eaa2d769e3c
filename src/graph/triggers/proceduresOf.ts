import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUses } from '../calls/functionUses'
import type { Registration } from './registrationOf'
import { isPart } from '../values/sdkMember'

const kinds: ReadonlySet<string> = new Set(['query', 'mutation', 'subscription'])
/** Routers that are parts of each other have no path. */
const deepest = 8

/** The procedures of tRPC that a call makes of its function, by the paths under which clients call them: `mutation orders.create`. */
export function proceduresOf(evaluator: Evaluator, uses: FunctionUses, call: ts.CallExpression, method: string): readonly Registration[] {
  if (!kinds.has(method)) return []
  const paths = pathsOf(evaluator, uses, call, 0)
  return (paths.length === 0 ? ['*'] : paths).map((path) => ({ kind: 'route', name: `${method} ${path}` }))
}

/** The paths of a procedure or a router, through the routers that it is a part of; none where it is part of none. */
function pathsOf(evaluator: Evaluator, uses: FunctionUses, part: ts.CallExpression, depth: number): readonly string[] {
  if (depth > deepest) return []
  const places = [part, ...uses.of(part).map(({ node }) => node)]
  return [...new Set(places.flatMap((place) => pathsAt(evaluator, uses, place, depth)))]
}

/** `router({ orders: router({ create }) })`, `mergeRouters(orders, users)` */
function pathsAt(evaluator: Evaluator, uses: FunctionUses, place: ts.Expression, depth: number): readonly string[] {
  const names: string[] = []
  for (let at: ts.Node = place; ; at = at.parent) {
    const { parent } = at
    if (ts.isCallExpression(parent) && parent.expression !== at) {
      if (!isPart(evaluator.evaluate(parent), 'trpc')) return []
      const own = names.join('.')
      const paths = pathsOf(evaluator, uses, parent, depth + 1).map((before) => [before, own].filter((one) => one !== '').join('.'))
      return paths.length === 0 ? [own] : paths
    }
    if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) names.unshift(parent.name.getText())
    else if (!ts.isObjectLiteralExpression(parent)) return []
  }
}
