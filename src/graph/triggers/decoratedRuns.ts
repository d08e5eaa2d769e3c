import { ts } from 'ts-morph'
import type { Trigger } from '../../model/graph'
import { combined, distinct, textsIn } from './pathTexts'
import { callsIn } from '../syntax/actsIn'
import { importedBy } from '../syntax/importOf'
import { siteOf } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import { verbs } from '../values/router'
import { textOf } from '../values/textOf'

/** Packages whose decorators have methods run, and what of them does. */
const decorators: ReadonlyMap<string, RegExp> = new Map([
  ['@nestjs/common', new RegExp(`^(${[...verbs].join('|')})$`, 'i')],
  ['@nestjs/graphql', /^(Query|Mutation|Subscription|ResolveField)$/],
  ['type-graphql', /^(Query|Mutation|Subscription|FieldResolver)$/],
  ['@nestjs/schedule', /^(Cron|Interval|Timeout)$/],
])

interface Decorator {
  readonly from: string
  readonly name: string
  readonly call: ts.CallExpression
}

/** What decorators have a method run for: routes of NestJS, `@Post(':id')` in a class with `@Controller('orders')`, operations of GraphQL, schedules. */
export function decoratedRuns(evaluator: Evaluator, node: ts.MethodDeclaration): readonly Trigger[] {
  const runs = decoratorsOf(node).filter(({ from, name }) => decorators.get(from)?.test(name))
  return runs.flatMap((one) => {
    const kind = one.from === '@nestjs/schedule' ? 'schedule' : 'route'
    return namesOf(evaluator, node, one).map((name): Trigger => ({ kind, name, ...siteOf(one.call), path: [] }))
  })
}

function namesOf(evaluator: Evaluator, node: ts.MethodDeclaration, { from, name, call }: Decorator): readonly string[] {
  if (from === '@nestjs/common') return routesOf(evaluator, node, call).map((path) => `${name.toUpperCase()} ${path || '/'}`)
  const [first] = call.arguments
  // A field of GraphQL is called as its method where nothing says otherwise: mutation placeOrder.
  const text = from === '@nestjs/schedule' ? first && textOf(evaluator, first) : fieldGiven(evaluator, call)
  return [`${/Field/.test(name) ? 'field' : name.toLowerCase()} ${text ?? node.name.getText()}`]
}

function routesOf(evaluator: Evaluator, node: ts.MethodDeclaration, call: ts.CallExpression): readonly string[] {
  const controllers = decoratorsOf(node.parent as ts.ClassLikeDeclaration).filter(({ name }) => name === 'Controller')
  const before = controllers.length === 0 ? ['*'] : controllers.flatMap((one) => pathsGiven(evaluator, one.call))
  return [globalPrefixes(evaluator), before, pathsGiven(evaluator, call)].reduce(combined, [''])
}

/** `@Mutation('place')`, `@Mutation(() => Order, { name: 'place' })`; undefined where neither says it. */
function fieldGiven(evaluator: Evaluator, { arguments: args }: ts.CallExpression): string | undefined {
  const given = args.map((one) => evaluator.evaluate(one)).map((one) => (one.kind === 'object' ? evaluator.member(one, 'name') : one))
  const name = given.find((one) => one.kind === 'constant' && typeof one.value === 'string')
  return name?.kind === 'constant' ? String(name.value) : undefined
}

/** The decorators that packages bring, by their names there. */
function decoratorsOf(node: ts.HasDecorators): readonly Decorator[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression: call }) => {
    const { specifier: from, name } = (ts.isCallExpression(call) ? importedBy(call.expression) : null) ?? { name: null }
    return name === null || from === undefined ? [] : [{ from, name, call: call as ts.CallExpression }]
  })
}

/** `@Get()`, `@Get('a')`, `@Get(['a', 'b'])`, `@Controller({ path: 'orders', version: '1' })` */
function pathsGiven(evaluator: Evaluator, { arguments: [first] }: ts.CallExpression): readonly string[] {
  if (first === undefined) return ['']
  const value = evaluator.evaluate(first)
  return textsIn(value.kind === 'object' ? evaluator.member(value, 'path') : value, '*')
}

/** `app.setGlobalPrefix('api')` puts its path before those of all controllers. */
function globalPrefixes(evaluator: Evaluator): readonly string[] {
  const { project } = evaluator
  const sources = project.holding('setGlobalPrefix(').flatMap((file) => project.source(file) ?? [])
  const calls = sources
    .flatMap(callsIn)
    .filter(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === 'setGlobalPrefix')
  const prefixes = calls.flatMap(({ arguments: [first] = [] as never }) =>
    first === undefined ? [] : textsIn(evaluator.evaluate(first), '*'),
  )
  return prefixes.length === 0 ? [''] : distinct(prefixes)
}
