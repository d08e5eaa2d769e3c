import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { enclosingFunction, type FunctionNode } from './functionAround'
import { someNode } from './someNode'

/** Where a method names its object, by `this` or `super`. */
export const usesOfThis = onceFor((method: FunctionNode): readonly ts.Node[] => {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) found.push(node)
    ts.forEachChild(node, visit)
  }
  if (method.body !== undefined) visit(method.body)
  return found
})

/** Whether a node of a method runs before whoever calls that goes on: nothing is awaited before it. */
export function runsAtOnce(node: ts.Node): boolean {
  const method = enclosingFunction(node)
  if (method === null) return false
  const awaited = (one: ts.Node): boolean => ts.isAwaitExpression(one) || (ts.isForOfStatement(one) && one.awaitModifier !== undefined)
  const isLooped = ts.findAncestor(node, (one) => one === method || ts.isIterationStatement(one, false)) !== method
  return !someNode(method, (one) => awaited(one) && (isLooped || one.end <= node.pos))
}
