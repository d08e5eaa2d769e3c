import { ts } from 'ts-morph'
import type { Trigger } from '../../model/graph'
import { moduleExports } from '../modules/moduleExports'
import { lookup } from '../syntax/scope'
import { siteOf } from '../syntax/siteOf'
import { unwrapped } from '../syntax/unwrapped'

const verbs: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
/** Longer ways from an export to its function are not followed. */
const mostNames = 8

/**
 * The routes that a framework makes of a function, or of what a call makes of one, by the file that exports it: under a verb in
 * `app/…/route.ts` of Next.js, `routes/…/+server.ts` of SvelteKit and `pages/…` of Astro, or as the default of `pages/api/…`, which answers all verbs.
 */
export function routesOfFile(node: ts.Node): readonly Trigger[] {
  const source = node.getSourceFile()
  const found = /(?:^|\/)(?:app\/(.*?)route|routes\/(.*?)\+server|pages\/(.*))\.[cm]?[jt]sx?$/.exec(source.fileName)
  if (found === null) return []
  const [, next, svelte, page] = found
  const folder = next ?? svelte
  const { named } = moduleExports(source)
  const exported = [...verbs.map((verb) => [verb, verb]), ...(page?.startsWith('api/') === true ? [['ALL', 'default']] : [])]
  return exported.flatMap(([verb, name]) => {
    const given = named.get(name!)
    if (given === undefined || given.kind === 'from' || functionOf(given.node) !== node) return []
    return [
      { kind: 'route', name: `${verb} ${pathOf(folder ?? page!.replace(/(?:^|\/)index$/, ''))}`, ...siteOf(given.node), path: [] } as const,
    ]
  })
}

/** (groups) and @slots are no part of the path. */
function pathOf(folder: string): string {
  return `/${folder
    .split('/')
    .filter((part) => part !== '' && !/^[(@]/.test(part))
    .join('/')}`
}

/** The function, or the call, that an export stands for by names. */
function functionOf(exported: ts.Node, depth = 0): ts.Node | null {
  if (depth > mostNames) return null
  if (ts.isVariableDeclaration(exported)) return exported.initializer === undefined ? null : functionOf(exported.initializer, depth + 1)
  if (!ts.isExpression(exported)) return exported
  const inner = unwrapped(exported)
  if (inner !== null) return functionOf(inner, depth + 1)
  const declaration = ts.isIdentifier(exported) ? lookup(exported, exported.text) : null
  return declaration === null ? exported : functionOf(declaration, depth + 1)
}
