import { ts } from 'ts-morph'
import type { Trigger } from '../../model/graph'
import { combined, distinct, textsIn } from './pathTexts'
import { callsIn } from '../syntax/actsIn'
import { siteOf } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import { importedBy, verbs } from '../values/router'

/** The routes that decorators of NestJS make of a method: `@Post(':id')`, in a class with `@Controller('orders')`. */
export function decoratedRoutes(evaluator: Evaluator, node: ts.MethodDeclaration): readonly Trigger[] {
  const routes = decoratorsOf(node).filter(({ name }) => verbs.has(name.toLowerCase()))
  if (routes.length === 0) return []
  const controllers = decoratorsOf(node.parent as ts.ClassLikeDeclaration).filter(({ name }) => name === 'Controller')
  const before = controllers.length === 0 ? ['*'] : controllers.flatMap(({ call }) => pathsGiven(evaluator, call))
  return routes.flatMap(({ name, call }) =>
    [globalPrefixes(evaluator), before, pathsGiven(evaluator, call)]
      .reduce(combined, [''])
      .map((path): Trigger => ({ kind: 'route', name: `${name.toUpperCase()} ${path || '/'}`, ...siteOf(call), path: [] })),
  )
}

/** The decorators of NestJS, by their names there. */
function decoratorsOf(node: ts.HasDecorators): readonly { readonly name: string; readonly call: ts.CallExpression }[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression: call }) => {
    const imported = ts.isCallExpression(call) ? importedBy(call.expression) : null
    if (imported?.specifier !== '@nestjs/common' || imported.name === null) return []
    return [{ name: imported.name, call: call as ts.CallExpression }]
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
