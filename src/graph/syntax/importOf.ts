import { ts } from 'ts-morph'
import { lookup } from './scope'
import { unwrapped } from './unwrapped'

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

/** What a module of a package has: the name is null for what the module is itself. */
export type Part = Pick<Imported, 'specifier' | 'name'>

/** What a name, or a member of it, is imported from. */
export function importedBy(node: ts.Expression): Part | null {
  const inner = unwrapped(node)
  if (inner !== null) return importedBy(inner)
  if (ts.isPropertyAccessExpression(node)) return memberOf(importedBy(node.expression), node.name.text)
  const required = requiredIn(node)
  if (required !== null) return { specifier: required, name: null }
  return ts.isIdentifier(node) ? importedAs(lookup(node, node.text)) : null
}

/** The specifier of `require('./a')`; null for any other expression. */
export function requiredIn(node: ts.Expression): string | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require') return null
  const [first] = node.arguments
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : null
}

function importedAs(declaration: ts.Node | null): Part | null {
  if (declaration === null) return null
  if (ts.isBindingElement(declaration)) {
    return memberOf(importedAs(declaration.parent.parent), (declaration.propertyName ?? declaration.name).getText())
  }
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer === undefined ? null : importedBy(declaration.initializer)
  const imported = importOf(declaration)
  return imported?.name === 'default' ? { ...imported, name: null } : imported
}

function memberOf(imported: Part | null, name: string): Part | null {
  return imported === null ? null : { ...imported, name: name === 'default' ? imported.name : name }
}
