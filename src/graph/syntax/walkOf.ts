import { ts } from 'ts-morph'

/** A call that hands each item of a list to a function. */
export interface Walk {
  readonly list: ts.Expression
  readonly method: string
  /** Which parameter takes the item; the one behind it takes its place. */
  readonly place: number
}

/** Methods of lists that call a function once for each item, and which parameter takes that. */
const walks: ReadonlyMap<string, number> = new Map([
  ...['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find'].map((name) => [name, 0] as const),
  ...['reduce', 'reduceRight'].map((name) => [name, 1] as const),
])

/** The walk that a function is written in, `names.forEach((name) => …)`, `Array.from(names, (name) => …)`; null where it is in none. */
export function walkOf(run: ts.Node): Walk | null {
  const { parent: call } = run
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null
  const { text: method } = call.expression.name
  const [first, second] = call.arguments
  if (method === 'from' && second === run) return { list: first!, method, place: 0 }
  // Not `schedule('hourly').every('1 hour', run)`.
  const place = first === run ? walks.get(method) : undefined
  return place === undefined ? null : { list: call.expression.expression, method, place }
}
