import { ts } from 'ts-morph'
import type { Trigger } from '../../model/graph'
import { decoratedRuns } from './decoratedRuns'
import { exportedAs, type ExportedAs } from './exportedFunctions'
import { remixRoutes } from './remixRoutes'
import { namesAt, routesAt } from './routePlaces'
import type { ReachingFiles } from '../modules/reachingFiles'
import { isFunctionNode } from '../syntax/functionAround'
import { functionSite } from '../syntax/functionSite'
import { siteOf } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import { alternatives, type Value } from '../values/value'

/**
 * What a framework runs a function for, or what a call makes of one: by the place of the file that exports it and under what name, by
 * decorators, or because it says `use server`, or its file does, so that pages call it.
 */
export function frameworkRoutes(evaluator: Evaluator, reachingFiles: ReachingFiles, node: ts.Node): readonly Trigger[] {
  return ts.isMethodDeclaration(node) && ts.isClassLike(node.parent)
    ? decoratedRuns(evaluator, node)
    : routesOfFile(evaluator, reachingFiles, node)
}

function routesOfFile(evaluator: Evaluator, reachingFiles: ReachingFiles, node: ts.Node): readonly Trigger[] {
  const source = node.getSourceFile()
  const maker = ts.isCallExpression(node) ? node.expression.getText() : ''
  const exported = exportedAs(node)
  const elsewhere = exported.length === 0 ? [] : handedOn(evaluator, reachingFiles(source.fileName), node)
  const routes = [...exported, ...elsewhere].flatMap(({ source, name, member, declared }) => {
    // Those of SvelteKit have names.
    if (member !== null && name !== 'actions') return []
    const all = [...routesAt(source, name, maker), ...remixRoutes(evaluator.project, source.fileName, name)]
    return all.map((route) => routeAt(declared, member === null || member === 'default' ? route : `${route}?/${member}`))
  })
  const isAction = (isFunctionNode(node) && saysUseServer(node.body)) || (exported.length > 0 && saysUseServer(source))
  if (!isAction) return routes
  const name = exported[0]?.name ?? (isFunctionNode(node) ? functionSite(node).name : null)
  return [...routes, routeAt(node, name === null ? 'server action' : `server action ${name}`)]
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
