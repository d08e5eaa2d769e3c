import { ts } from 'ts-morph'
import { functionSite } from './functionSite'

/** The name of the innermost function around a node that has one, of a method with that of its class: `Order.place`; null for none. */
export function nameAround(node: ts.Node): string | null {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (!ts.isFunctionLike(at) || !('body' in at)) continue
    const { name } = functionSite(at)
    const owner = ts.findAncestor(at.parent, (one) => (ts.isClassLike(one) ? true : ts.isFunctionLike(one) ? 'quit' : false)) as
      ts.ClassLikeDeclaration | undefined
    if (owner?.name !== undefined && (name !== null || ts.isConstructorDeclaration(at)))
      return `${owner.name.text}.${name ?? 'constructor'}`
    if (name !== null) return name
  }
  return null
}
