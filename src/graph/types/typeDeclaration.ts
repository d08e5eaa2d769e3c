import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { moduleExports } from '../modules/moduleExports'
import { importOf, isImport, type Imported } from '../syntax/importOf'
import { lookup } from '../syntax/scope'

/** What is looked for, by file and name: files may hand on from each other. */
type Seen = Set<string>

/** The declaration of a type that `name` means at `at`, followed through the imports of the project; null when there is none. */
export function typeDeclaration(evaluator: Evaluator, at: ts.Node, name: string, seen?: Seen): ts.Node | null {
  const declaration = lookup(at, name, 'types')
  if (declaration === null || !isImport(declaration)) return declaration
  return exportedNode(evaluator, at.getSourceFile().fileName, importOf(declaration), 'types', seen)
}

/** The declaration or the expression that a file of the project exports, also where it hands that on from another; of `types`, the declaration of one. Null where there is none. */
export function exportedNode(
  evaluator: Evaluator,
  from: string,
  imported: Pick<Imported, 'specifier' | 'name'> | null,
  space: 'values' | 'types',
  seen: Seen = new Set(),
): ts.Node | null {
  const name = imported?.name ?? null
  const source = name === null ? null : evaluator.project.required(from, imported!.specifier)
  if (name === null || source === null || seen.has(`${source.fileName} ${name}`)) return null
  seen.add(`${source.fileName} ${name}`)
  const { named, stars, types } = moduleExports(source)
  const found = named.get(name) ?? types.named.get(name)
  const declared = found === undefined || found.kind === 'from' ? null : found.node
  const own = space === 'values' ? declared : typeOfExport(evaluator, source, name, declared, seen)
  if (own !== null) return own
  for (const way of found?.kind === 'from' ? [found] : [...stars, ...types.stars].map((one) => ({ specifier: one, name }))) {
    const node = exportedNode(evaluator, source.fileName, way, space, seen)
    if (node !== null) return node
  }
  return null
}

/** A type that a file declares or imports at its top level: `export { Bus }`, `export default class`. */
function typeOfExport(evaluator: Evaluator, source: ts.SourceFile, name: string, declared: ts.Node | null, seen: Seen): ts.Node | null {
  if (declared !== null && ts.isClassLike(declared)) return declared
  // Asked from the end of the file: its top level.
  const local = declared !== null && ts.isIdentifier(declared) ? declared.text : name
  return typeDeclaration(evaluator, source.endOfFileToken, local, seen)
}

/** The type that is written for a name, in JavaScript by a comment. */
export function writtenType(declaration: ts.VariableDeclaration | ts.ParameterDeclaration): ts.TypeNode | undefined {
  const isJavaScript = (declaration.flags & ts.NodeFlags.JavaScriptFile) !== 0
  return declaration.type ?? (isJavaScript ? ts.getJSDocType(declaration) : undefined)
}
