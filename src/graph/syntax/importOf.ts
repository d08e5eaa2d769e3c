import { ts } from 'ts-morph'

/** What a file imports by a name: the specifier as it is written, and the name there, null for all of it. */
export interface Imported {
  readonly specifier: string
  readonly name: string | null
  readonly isType: boolean
}

export type Import = ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport

export function isImport(declaration: ts.Node): declaration is Import {
  return ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration)
}

/** What a declaration imports; null where it is no import, or names no module yet. */
export function importOf(declaration: ts.Node): Imported | null {
  const from = isImport(declaration) ? ts.findAncestor(declaration, ts.isImportDeclaration) : undefined
  if (from === undefined || !ts.isStringLiteral(from.moduleSpecifier)) return null
  const isOne = ts.isImportSpecifier(declaration)
  return {
    specifier: from.moduleSpecifier.text,
    name: isOne ? (declaration.propertyName ?? declaration.name).text : ts.isImportClause(declaration) ? 'default' : null,
    isType: from.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (isOne && declaration.isTypeOnly),
  }
}
