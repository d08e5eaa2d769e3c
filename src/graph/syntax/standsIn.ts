import type { ts } from 'ts-morph'

/** Whether a node is another, or a part of it. */
export function standsIn(node: ts.Node, other: ts.Node): boolean {
  for (let one: ts.Node | undefined = node; one !== undefined; one = one.parent) if (one === other) return true
  return false
}
