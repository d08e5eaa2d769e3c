import { ts } from 'ts-morph'

/** Whether a node, or a part of it, passes a test. */
export function someNode(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || ts.forEachChild(node, (child) => someNode(child, test) || undefined) === true
}
