import { ts } from 'ts-morph'

/** What a call is handed: its arguments, of lists that are written there each item, and the handler of a route's description. */
export function handedTo({ arguments: args = [] as never }: ts.CallExpression | ts.NewExpression): readonly ts.Expression[] {
  return args.flatMap((one) => parts(one))
}

function parts(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isSpreadElement(node)) return parts(node.expression)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(parts)
  if (!ts.isObjectLiteralExpression(node)) return [node]
  const handler = node.properties.find((one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === 'handler')
  if (handler === undefined) return [node]
  return ts.isPropertyAssignment(handler) ? [handler.initializer] : ts.isShorthandPropertyAssignment(handler) ? [handler.name] : [node]
}
