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
