import { ts } from 'ts-morph'
import { changesOf } from '../syntax/assignments'
import { importOf } from '../syntax/importOf'
import { metadataCall } from '../syntax/metadataCall'
import { lookup } from '../syntax/scope'
import { exportedNode } from '../types/typeDeclaration'
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { grown, isMadeOnce } from './grown'
import { keyAt } from './keyAt'
import { methodCall } from './methodCall'
import { alternatives, unknown, type Value } from './value'

/** What `Reflect.getMetadata(KEY, target)` gives, where one file alone keeps something under the key; null for any other call. */
export function metadataOf(evaluator: Evaluator, node: ts.CallExpression): Value | null {
  const call = metadataCall(node)
  if (call === null || call.value !== null) return null
  const declaration = declarationOf(evaluator, call.table)
  if (declaration === null || !isMadeOnce(declaration) || !isKeptHere(evaluator, declaration, call.table.text)) return unknown
  const table = evaluator.within(null, () => grown(evaluator, { kind: 'map', of: [] }, changesOf(declaration), null))
  const found = (one: Value): Value => (isInheriting(one) ? null : methodCall(evaluator, table, 'get', [one])) ?? unknown
  return choice(alternatives(keyAt(evaluator, call.target)).map(found))
}

function declarationOf(evaluator: Evaluator, name: ts.Identifier): ts.Node | null {
  const declaration = lookup(name, name.text)
  const imported = declaration === null ? null : importOf(declaration)
  return imported === null ? declaration : exportedNode(evaluator, name.getSourceFile().fileName, imported, 'values')
}

/** Whether the file of a key, and no other that knows its name, keeps something under it. */
function isKeptHere({ project }: Evaluator, declaration: ts.Node, name: string): boolean {
  const { fileName } = declaration.getSourceFile()
  return changesOf(declaration).length > 0 && project.holding(`defineMetadata( ${name}`).every((file) => file === fileName)
}

/** A class that extends another has what is kept for that, too, until something is kept for itself. */
function isInheriting(target: Value): boolean {
  return target.kind !== 'class' || target.node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) === true
}
