import { ts } from 'ts-morph'
import type { HandlerSite } from '../../model/graph'
import type { FunctionNode } from './functionAround'
import { withSite } from './siteOf'

/** Where a function is declared, and its name: `const f = () => …` is `f`, an inline one has none. */
export function functionSite(node: FunctionNode): NonNullable<HandlerSite['function']> {
  const { parent } = node
  const owner =
    (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node
  const declaration = owner ? parent : node
  const name = declaration.name === undefined || ts.isConstructorDeclaration(declaration) ? null : declaration.name.getText()
  return withSite(undecorated(declaration), { name })
}

/** Of what has decorators before it, the first word after them. */
function undecorated(node: ts.Node): ts.Node {
  if (!ts.isMethodDeclaration(node) || ts.getDecorators(node) === undefined) return node
  return node.modifiers?.find((one) => !ts.isDecorator(one)) ?? node.name
}

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
