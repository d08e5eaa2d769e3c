import type { ts } from 'ts-morph'
import { argumentValues } from '../calls/passedTo'
import { methodOfLodash } from '../syntax/walkOf'
import type { Evaluator } from './evaluate'
import { objectCall } from './globalCalls'
import { methodCall } from './methodCall'
import type { Value } from './value'

/** Functions of lodash that give the same as those of `Object`. */
const ofObjects: ReadonlyMap<string, string> = new Map([
  ...['keys', 'values', 'entries', 'assign'].map((name) => [name, name] as const),
  ...([
    ['toPairs', 'entries'],
    ['fromPairs', 'fromEntries'],
    ['extend', 'assign'],
  ] as const),
])

/** What a function of lodash gives that does what one of the language does, `_.keys(handlers)`, `_.map(names, prefixed)`; null for any other call. */
export function lodashCall(evaluator: Evaluator, { expression, arguments: args }: ts.CallExpression): Value | null {
  const method = methodOfLodash(expression)
  if (method === null) return null
  const [first, ...others] = argumentValues(evaluator, args)
  if (first === undefined) return null
  const ofObject = ofObjects.get(method)
  return ofObject === undefined
    ? first.kind === 'list'
      ? methodCall(evaluator, first, method, others)
      : null
    : objectCall(evaluator, ofObject, [first, ...others])
}
