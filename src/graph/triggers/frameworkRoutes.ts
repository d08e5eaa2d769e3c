import { ts } from 'ts-morph'
import type { Trigger } from '../../model/graph'
import { decoratedRuns } from './decoratedRuns'
import { exportedAs, exportedCalls, type ExportedAs } from './exportedFunctions'
import { remixRoutes } from './remixRoutes'
import { namesAt, routesAt, wholeFile } from './routePlaces'
import type { ReachingFiles } from '../modules/reachingFiles'
import { isFunctionNode } from '../syntax/functionAround'
import { functionSite } from '../syntax/functionSite'
import { siteOf } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import type { Run } from './runs'
import { alternatives, type Value } from '../values/value'

/** A route, and the call that what it runs was made in, where that is told. */
type Route = Pick<Run, 'trigger' | 'scope'>

/**
 * What a framework runs a function for, or what a call makes of one: by the place of the file that exports it and under what name, by
 * decorators, or because it says `use server`, or its file does, so that pages call it.
 */
export function frameworkRoutes(evaluator: Evaluator, reachingFiles: ReachingFiles, node: ts.Node): readonly Route[] {
  return ts.isMethodDeclaration(node) && ts.isClassLike(node.parent)
    ? decoratedRuns(evaluator, node).map(routeOf)
    : routesOfFile(evaluator, reachingFiles, node)
}

function routesOfFile(evaluator: Evaluator, reachingFiles: ReachingFiles, node: ts.Node): readonly Route[] {
  if (ts.isSourceFile(node)) return routesAt(node, wholeFile, '').map((route) => routeOf(routeAt(node, route)))
  const source = node.getSourceFile()
  const exported = exportedAs(node)
  const elsewhere = exported.length === 0 ? [] : handedOn(evaluator, reachingFiles(source.fileName), node)
  const own = [...exported, ...elsewhere].flatMap((one) => routesAs(evaluator, one, node)).map(routeOf)
  const routes = isGivenBack(node) ? [...own, ...madeRoutes(evaluator, reachingFiles, node)] : own
  const isAction = (isFunctionNode(node) && saysUseServer(node.body)) || (exported.length > 0 && saysUseServer(source))
  if (!isAction) return routes
  const name = exported[0]?.name ?? (isFunctionNode(node) ? functionSite(node).name : null)
  return [...routes, routeOf(routeAt(node, name === null ? 'server action' : `server action ${name}`))]
}

/** The routes of a function, or of what a call makes, by what exports it. */
function routesAs(evaluator: Evaluator, { source, name, member, declared }: ExportedAs, made: ts.Node): readonly Trigger[] {
  // Those of SvelteKit have names.
  if (member !== null && name !== 'actions') return []
  const maker = ts.isCallExpression(made) ? made.expression.getText() : ''
  const all = [...routesAt(source, name, maker), ...remixRoutes(evaluator.project, source.fileName, name)]
  return all.map((route) => routeAt(declared, member === null || member === 'default' ? route : `${route}?/${member}`))
}

/** The routes of what calls of the function around one make: `export const POST = forwarding('order.placed')`. */
function madeRoutes(evaluator: Evaluator, reachingFiles: ReachingFiles, node: ts.Node): readonly Route[] {
  const { fileName } = node.getSourceFile()
  const files = [...new Set([fileName, ...reachingFiles(fileName)])].filter((file) => namesAt(file).length > 0)
  return files.flatMap((file) =>
    exportedCalls(evaluator.project.source(file)!).flatMap(([call, all]) =>
      alternatives(evaluator.evaluate(call)).flatMap((one) => {
        if (one.kind !== 'function' || one.node !== node) return []
        const { scope = null } = one
        return all.flatMap((as) => routesAs(evaluator, as, call)).map((trigger) => ({ trigger, scope }))
      }),
    ),
  )
}

/** Whether a function is what another gives back. */
function isGivenBack({ parent }: ts.Node): boolean {
  return ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || (ts.isParenthesizedExpression(parent) && isGivenBack(parent))
}

function routeOf(trigger: Trigger): Route {
  return { trigger, scope: null }
}

/** What files at places of a framework hand on that another exports: `export { POST } from '../orders'`. */
function handedOn(evaluator: Evaluator, files: Iterable<string>, node: ts.Node): readonly ExportedAs[] {
  const isOfNode = (one: Value): boolean => (one.kind === 'function' ? one.node : one.kind === 'unknown' ? one.by : null) === node
  return [...files].flatMap((file) =>
    namesAt(file)
      .filter((name) => alternatives(evaluator.exported(file, name)).some(isOfNode))
      .map((name) => ({ source: evaluator.project.source(file)!, name, member: null, declared: node })),
  )
}

function routeAt(node: ts.Node, name: string): Trigger {
  return { kind: 'route', name, ...siteOf(node), path: [] }
}

function saysUseServer(block: ts.Node | undefined): boolean {
  const [first] = block !== undefined && (ts.isBlock(block) || ts.isSourceFile(block)) ? block.statements : []
  const text = first !== undefined && ts.isExpressionStatement(first) ? first.expression : undefined
  return text !== undefined && ts.isStringLiteral(text) && text.text === 'use server'
}
