import { ts } from 'ts-morph'
import { importedBy } from './importOf'

/** A call that hands each item of a list to a function. */
export interface Walk {
  readonly list: ts.Expression
  readonly method: string
  /** Which parameter takes the item; the one behind it takes its place. */
  readonly place: number
  /** It walks through the members of an object, too, each with its key. */
  readonly takesObjects: boolean
}

/** Methods of lists that call a function once for each item, and which parameter takes that. */
const walks: ReadonlyMap<string, number> = new Map([
  ...['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find'].map((name) => [name, 0] as const),
  ...['reduce', 'reduceRight'].map((name) => [name, 1] as const),
])

/** The same of lodash, for which others stand in. */
const walksOfLodash: ReadonlyMap<string, number> = new Map([
  ...walks,
  ...['each', 'forOwn', 'forIn', 'mapValues'].map((name) => [name, 0] as const),
])

/** The walk that a function is handed to, `names.forEach((name) => …)`, `Array.from(names, (name) => …)`, `_.forEach(names, (name) => …)`; null where it is in none. */
export function walkOf(run: ts.Node): Walk | null {
  const { parent: call } = run
  if (!ts.isCallExpression(call)) return null
  const { expression: callee } = call
  const [first, second] = call.arguments
  if (second === run) {
    if (isArrayFrom(callee)) return { list: first!, method: 'from', place: 0, takesObjects: false }
    const method = methodOfLodash(callee)
    const place = method === null ? undefined : walksOfLodash.get(method)
    return place === undefined ? null : { list: first!, method: method!, place, takesObjects: true }
  }
  if (first !== run || !ts.isPropertyAccessExpression(callee)) return null
  const { text: method } = callee.name
  // Not `schedule('hourly').every('1 hour', run)`.
  const place = walks.get(method)
  return place === undefined ? null : { list: callee.expression, method, place, takesObjects: false }
}

function isArrayFrom(callee: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'from'
}

/** `_.forEach`, and `forEach` of `lodash/forEach`: the method that is called; null for no function of lodash. */
export function methodOfLodash(callee: ts.Expression): string | null {
  const { specifier = '', name = null } = importedBy(callee) ?? {}
  const [isLodash, own] = /^(?:lodash|lodash-es|underscore)(?:\/(\w+))?$/.exec(specifier) ?? []
  return isLodash === undefined || (own !== undefined && name !== null) ? null : (own ?? name)
}
