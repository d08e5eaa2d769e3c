import { ts } from 'ts-morph'

/** What a path begins with: `deps` of `deps.mods[name].register`. */
export function pathRoot(node: ts.Expression): ts.Expression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? pathRoot(node.expression) : node
}
