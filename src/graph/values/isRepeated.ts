import { ts } from 'ts-morph'
import { walked } from '../calls/callScopes'
import { itemLine, type Item } from './item'

/** Methods that call a function once for each item, and the place of the function among their arguments. */
const walks: ReadonlyMap<string, number> = new Map([
  ...['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'reduce'].map((name) => [name, 0] as const),
  ['from', 1],
])

/** Whether a node stands in a loop, or in what a method calls for each item of a list, of the function around. The walk that gives it its own item counts once. */
export function isRepeated(node: ts.Node, item: Item | null): boolean {
  const own = new Set(itemLine(item ?? undefined).map(({ walk }) => walked(walk)))
  for (let at = node; !ts.isSourceFile(at.parent); at = at.parent) {
    const around = at.parent
    if (ts.isIterationStatement(around, false)) {
      // const name = names.shift()
      const isOwn = own.has(around) || (own.has(at) && ts.isBlock(at))
      if (at === around.statement && !isOwn) return true
    } else if (ts.isFunctionLike(around)) {
      if (!isWalked(around)) return false
      if (!own.has(around)) return true
    }
  }
  return false
}

/** Whether a function is called for each item of a walk. */
export function isWalked(run: ts.Node): boolean {
  const { parent: call } = run
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false
  // Not `schedule('hourly').every('1 hour', run)`.
  const place = walks.get(call.expression.name.text)
  return place !== undefined && call.arguments[place] === run
}
