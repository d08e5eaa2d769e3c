import { ts } from 'ts-morph'
import type { Trigger } from '../model/graph'
import { siteOf } from './siteOf'
import { unwrapped } from './unwrapped'

const verbs: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** The route that Next.js makes of a function, or of what a call makes of one, that `app/…/route.ts` exports under a verb; null for any other. */
export function routeOfFile(node: ts.Node): Trigger | null {
  const { fileName } = node.getSourceFile()
  const folder = /(?:^|\/)app\/(.*?)route\.[cm]?[jt]sx?$/.exec(fileName)?.[1]
  const declaration = folder === undefined ? null : declarationOf(node)
  const verb = declaration?.name !== undefined && ts.isIdentifier(declaration.name) ? declaration.name.text : ''
  if (folder === undefined || declaration === null || !verbs.has(verb) || !isExported(declaration)) return null
  // (groups) and @slots are no part of the path.
  const parts = folder.split('/').filter((part) => part !== '' && !/^[(@]/.test(part))
  return { kind: 'route', name: `${verb} /${parts.join('/')}`, ...siteOf(declaration), path: [] }
}

function declarationOf(node: ts.Node): ts.FunctionDeclaration | ts.VariableDeclaration | null {
  if (ts.isFunctionDeclaration(node)) return node
  const { parent } = node
  if (ts.isVariableDeclaration(parent)) return parent
  return ts.isExpression(parent) && unwrapped(parent) === node ? declarationOf(parent) : null
}

function isExported(node: ts.FunctionDeclaration | ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0
}
