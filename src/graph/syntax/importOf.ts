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
  if (!isImport(declaration)) return null
  const isOne = ts.isImportSpecifier(declaration)
  const clause = isOne ? declaration.parent.parent : ts.isImportClause(declaration) ? declaration : declaration.parent
  const { parent: from } = clause
  if (!ts.isImportDeclaration(from) || !ts.isStringLiteral(from.moduleSpecifier)) return null
  return {
    specifier: from.moduleSpecifier.text,
    name: isOne ? (declaration.propertyName ?? declaration.name).text : ts.isImportClause(declaration) ? 'default' : null,
    isType: clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (isOne && declaration.isTypeOnly),
  }
}
