import { ts } from 'ts-morph'
import { importOf, type Imported } from './importOf'
import { lookup } from './scope'
import { unwrapped } from './unwrapped'

/** What a module of a package has: the name is null for what the module is itself. */
export type Part = Pick<Imported, 'specifier' | 'name'>

/** What a name, or a member of it, is imported from. */
export function importedBy(node: ts.Expression): Part | null {
  const inner = unwrapped(node)
  if (inner !== null) return importedBy(inner)
  if (ts.isPropertyAccessExpression(node)) return memberOf(importedBy(node.expression), node.name.text)
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
    return isRequire && first !== undefined && ts.isStringLiteralLike(first) ? { specifier: first.text, name: null } : null
  }
  return ts.isIdentifier(node) ? importedAs(lookup(node, node.text)) : null
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
