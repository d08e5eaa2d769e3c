import { ts } from 'ts-morph'

/** Functions of a route's description, by the names of Fastify and Elysia. */
const ofRoute = /^(?:handler|on(?:Request|Send|Response|Error)|pre(?:Parsing|Validation|Handler|Serialization)|(?:before|after)Handle)$/

/** What a call is handed: its arguments, of lists that are written there each item, and the functions of a route's description. */
export function handedTo({ arguments: args = [] as never }: ts.CallExpression | ts.NewExpression): readonly ts.Expression[] {
  return args.flatMap((one) => parts(one))
}

function parts(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isSpreadElement(node)) return parts(node.expression)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(parts)
  if (!ts.isObjectLiteralExpression(node)) return [node]
  const described = node.properties.filter((one) => one.name !== undefined && ts.isIdentifier(one.name) && ofRoute.test(one.name.text))
  const functions = described.flatMap((one) =>
    ts.isPropertyAssignment(one) ? parts(one.initializer) : ts.isShorthandPropertyAssignment(one) ? [one.name] : [],
  )
  return functions.length === 0 ? [node] : functions
}
