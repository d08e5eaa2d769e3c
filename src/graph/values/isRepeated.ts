import { ts } from 'ts-morph'
import { walked } from '../calls/callScopes'
import { walkOf } from '../syntax/walkOf'
import { itemLine, type Item } from './item'

/** Whether a node stands in a loop, or in what a method calls for each item of a list, of the function around. The walk that gives it its own item counts once. */
export function isRepeated(node: ts.Node, item: Item | null): boolean {
  const single = itemLine(item ?? undefined).filter(({ walk, isSeveral }) => isSeveral !== true && !isSearch(walk))
  const own = new Set(single.map(({ walk }) => walked(walk)))
  for (let at = node; !ts.isSourceFile(at.parent); at = at.parent) {
    const around = at.parent
    if (ts.isIterationStatement(around, false)) {
      // const name = names.shift()
      const isOwn = own.has(around) || (own.has(at) && ts.isBlock(at))
      if (at === around.statement && !isOwn) return true
    } else if (ts.isFunctionLike(around)) {
      if (walkOf(around) === null) return false
      if (!own.has(around)) return true
    }
  }
  return false
}

/** `topics.find(…)`, `topics[key]`, `topicFor(key)`, but not `topics.shift()`: each turn of a loop around it may give the same. */
export function isSearch(walk: ts.Node): boolean {
  if (ts.isCallExpression(walk)) return !/\.(?:shift|pop)$/.test(walk.expression.getText())
  return ts.isElementAccessExpression(walk) && !(ts.isCallExpression(walk.parent) && walk.parent.expression === walk)
}
