import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { lookup } from './scope'

/** The declaration of a type that `name` means at `at`, followed through the imports of the project; null when there is none. */
export function typeDeclaration(evaluator: Evaluator, at: ts.Node, name: string, depth = 0): ts.Node | null {
  const declaration = depth > 4 ? null : lookup(at, name, 'types')
  if (declaration === null || !ts.isImportSpecifier(declaration)) return declaration
  const { moduleSpecifier } = declaration.parent.parent.parent as ts.ImportDeclaration
  const target = evaluator.project.resolve(at.getSourceFile().fileName, (moduleSpecifier as ts.StringLiteral).text)
  if (target === null || !('file' in target)) return null
  const source = evaluator.project.source(target.file)
  // Asked from the end of the file: its top level.
  return source === null
    ? null
    : typeDeclaration(evaluator, source.endOfFileToken, (declaration.propertyName ?? declaration.name).text, depth + 1)
}
