import { ts } from 'ts-morph'
import { joinPaths } from './pathTexts'
import { pathOf, pathWithin } from './routePlaces'
import type { Project } from '../modules/project'
import { callsIn } from '../syntax/actsIn'

/** The exports that Remix and React Router run, and the method of the requests. */
const methods = new Map([
  ['loader', 'GET'],
  ['action', 'POST'],
])

/**
 * The routes of an export of a route module: by its place in `app/routes`, of which dots are slashes, or by the path beside it in
 * `app/routes.ts`.
 */
export function remixRoutes(project: Project, fileName: string, name: string): readonly string[] {
  const method = methods.get(name)
  const [, app, own] = method === undefined ? [] : (/^\/(.*?\bapp)\/(.*)$/.exec(pathWithin(fileName)) ?? [])
  if (app === undefined || own === undefined) return []
  const config = ['ts', 'js'].map((ending) => project.source(`${app}/routes.${ending}`)).find((one) => one !== null)
  const paths = config === undefined || config === null || config.text.includes('flatRoutes') ? flatPath(own) : pathsIn(config, own)
  return paths.map((path) => `${method!} ${path}`)
}

/** `orders_.new` is not shown within `orders`, and its path is the same. */
function flatPath(own: string): readonly string[] {
  const [, name] = /^routes\/(.*?)(?:\/(?:route|index))?$/.exec(own) ?? []
  return name === undefined ? [] : [pathOf(name.split(/[./]/).map((part) => part.replace(/_$/, '')))]
}

/** `route('orders/:id', 'routes/order.tsx')`, within those of `prefix('shop', [ … ])` and other routes. */
function pathsIn(config: ts.SourceFile, own: string): readonly string[] {
  return callsIn(config).flatMap((call) => {
    const isOfFile = (one: ts.Expression): boolean => ts.isStringLiteralLike(one) && pathWithin(one.text.replace(/^\.\//, '')) === `/${own}`
    return (call.arguments ?? []).some(isOfFile) ? [pathAround(call) || '/'] : []
  })
}

function pathAround(node: ts.Node): string {
  if (ts.isSourceFile(node)) return ''
  const before = pathAround(node.parent)
  if (!ts.isCallExpression(node) || !['route', 'prefix'].includes(node.expression.getText())) return before
  const [first] = node.arguments
  return first !== undefined && ts.isStringLiteralLike(first) ? joinPaths(before, first.text) : before
}
