import { ts } from 'ts-morph'
import { propertyValue } from '../syntax/propertyValue'

/** Functions of a route's description, by the names of Fastify and Elysia. */
const ofRoute = /^(?:handler|on(?:Request|Send|Response|Error)|pre(?:Parsing|Validation|Handler|Serialization)|(?:before|after)Handle)$/

/** What a call is handed: its arguments, of lists that are written there each item, and the functions of a route's description, or all that objects have. */
export function handedTo(
  { arguments: args = [] as never }: ts.CallExpression | ts.NewExpression,
  isOfAll = false,
): readonly ts.Expression[] {
  return args.flatMap((one) => parts(one, isOfAll))
}

function parts(node: ts.Expression, isOfAll: boolean): readonly ts.Expression[] {
  if (ts.isSpreadElement(node)) return parts(node.expression, isOfAll)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => parts(one, isOfAll))
  if (!ts.isObjectLiteralExpression(node)) return [node]
  const taken = node.properties.filter(({ name }) => isOfAll || (name !== undefined && ts.isIdentifier(name) && ofRoute.test(name.text)))
  const functions = taken.map(propertyValue).flatMap((one) => (one === null ? [] : parts(one, isOfAll)))
  return functions.length === 0 ? [node] : functions
}

/** The arguments of a call, what gives its method and what has it, and the arguments of the calls before it: `app[verb](path, run)`, `schedule(name).cron(…, run)`. */
export function argumentsOn({ expression, arguments: own }: ts.CallExpression): readonly ts.Expression[] {
  const before = ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression) ? expression.expression : expression
  const all = ts.isElementAccessExpression(expression) ? [expression.argumentExpression, ...own] : own
  return [...(ts.isCallExpression(before) ? argumentsOn(before) : before === expression ? [] : [before]), ...all]
}
