import { ts } from 'ts-morph'
import { endedBefore } from './ends'

/** The conditions that the code around a node, and before it, asks. */
export function conditionsAround(node: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = []
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent: around } = at
    if (ts.isIfStatement(around)) found.push(around.expression)
    if (ts.isConditionalExpression(around)) found.push(around.condition)
    if (ts.isBinaryExpression(around) && at === around.right) found.push(around.left)
    if (ts.isBlock(around)) found.push(...endedBefore(around, at).map(({ expression }) => expression))
  }
  return found
}
