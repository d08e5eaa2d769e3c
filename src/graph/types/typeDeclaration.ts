import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { moduleExports } from '../modules/moduleExports'
import { lookup } from '../syntax/scope'

/** The declaration of a type that `name` means at `at`, followed through the imports of the project; null when there is none. */
export function typeDeclaration(evaluator: Evaluator, at: ts.Node, name: string, depth = 0): ts.Node | null {
  const declaration = depth > 4 ? null : lookup(at, name, 'types')
  if (declaration === null || !ts.isImportSpecifier(declaration)) return declaration
  const { moduleSpecifier } = declaration.parent.parent.parent as ts.ImportDeclaration
  // An import that is typed half names no file.
  if (!ts.isStringLiteral(moduleSpecifier)) return null
  const target = evaluator.project.resolve(at.getSourceFile().fileName, moduleSpecifier.text)
  if (target === null || !('file' in target)) return null
  const source = evaluator.project.source(target.file)
  return source === null ? null : exportedType(evaluator, source, (declaration.propertyName ?? declaration.name).text, depth + 1)
}

/** The declaration that a type is named by: `Bus`, or `import('./bus').Bus`; null where it is named by none of the project. */
export function namedDeclaration(evaluator: Evaluator, type: ts.Node): ts.Node | null {
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (!ts.isImportTypeNode(type) || type.isTypeOf || type.qualifier === undefined || !ts.isIdentifier(type.qualifier)) return null
  if (!ts.isLiteralTypeNode(type.argument) || !ts.isStringLiteral(type.argument.literal)) return null
  const target = evaluator.project.resolve(type.getSourceFile().fileName, type.argument.literal.text)
  const source = target !== null && 'file' in target ? evaluator.project.source(target.file) : null
  return source === null ? null : exportedType(evaluator, source, type.qualifier.text, 0)
}

/** A type that a file declares at its top level, or hands on from another. */
function exportedType(evaluator: Evaluator, source: ts.SourceFile, name: string, depth: number): ts.Node | null {
  // Asked from the end of the file: its top level.
  const own = typeDeclaration(evaluator, source.endOfFileToken, name, depth)
  if (own !== null || depth > 4) return own
  const { named, stars, types } = moduleExports(source)
  const from = named.get(name) ?? types.named.get(name)
  const ways =
    from?.kind === 'from' && from.name !== null
      ? [{ specifier: from.specifier, as: from.name }]
      : [...stars, ...types.stars].map((specifier) => ({ specifier, as: name }))
  for (const { specifier, as } of ways) {
    const target = evaluator.project.resolve(source.fileName, specifier)
    const next = target !== null && 'file' in target ? evaluator.project.source(target.file) : null
    const found = next === null ? null : exportedType(evaluator, next, as, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** `null` and `undefined`. */
export function isNothingType(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
}

/** The type that an alias stands for; null where a declaration is none. */
export function aliasedType(declaration: ts.Node): ts.TypeNode | null {
  if (ts.isTypeAliasDeclaration(declaration)) return declaration.type
  if (!ts.isJSDocTypedefTag(declaration) || declaration.typeExpression === undefined) return null
  return ts.isJSDocTypeExpression(declaration.typeExpression) ? declaration.typeExpression.type : declaration.typeExpression
}

/** The type that is written for a name, in JavaScript by a comment. */
export function writtenType(declaration: ts.VariableDeclaration | ts.ParameterDeclaration): ts.TypeNode | undefined {
  const isJavaScript = (declaration.flags & ts.NodeFlags.JavaScriptFile) !== 0
  return declaration.type ?? (isJavaScript ? ts.getJSDocType(declaration) : undefined)
}
