import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { exportedNode, typeDeclaration } from './typeDeclaration'

/** Deeper than this is a type that builds itself. */
const deepest = 8

/** What a type stands for behind parentheses, `readonly`, names and bounds: a type that is written out, a class, an interface, an enum. The last name where the project does not tell. */
export function typeBehind(evaluator: Evaluator, type: ts.Node): ts.Node {
  let at = type
  for (let depth = 0; depth < deepest; depth++) {
    const next = nextBehind(evaluator, at)
    if (next === null) break
    at = next
  }
  return at
}

function nextBehind(evaluator: Evaluator, type: ts.Node): ts.Node | null {
  const isReadonly = ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword
  if (isReadonly || ts.isParenthesizedTypeNode(type) || ts.isTypeAliasDeclaration(type)) return type.type
  if (ts.isTypeParameterDeclaration(type)) return type.constraint ?? null
  if (ts.isJSDocTypedefTag(type)) {
    return type.typeExpression === undefined || !ts.isJSDocTypeExpression(type.typeExpression)
      ? (type.typeExpression ?? null)
      : type.typeExpression.type
  }
  return ts.isIndexedAccessTypeNode(type) ? anyMapped(evaluator, type) : declarationNamed(evaluator, type)
}

/** `{ [K in Name]: { type: K } }[Name]`: what is mapped, of which each part that hangs on the key is any of its kind. */
function anyMapped(evaluator: Evaluator, { objectType, indexType }: ts.IndexedAccessTypeNode): ts.Node | null {
  const mapped = typeBehind(evaluator, objectType)
  if (!ts.isMappedTypeNode(mapped)) return null
  const all = [mapped.typeParameter.constraint?.getText(), `keyof ${objectType.getText()}`]
  return all.includes(indexType.getText()) ? (mapped.type ?? null) : null
}

/** The declaration that a type is named by: `Bus`, or `import('./bus').Bus`. */
function declarationNamed(evaluator: Evaluator, type: ts.Node): ts.Node | null {
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (!ts.isImportTypeNode(type) || type.isTypeOf || type.qualifier === undefined || !ts.isIdentifier(type.qualifier)) return null
  if (!ts.isLiteralTypeNode(type.argument) || !ts.isStringLiteral(type.argument.literal)) return null
  const imported = { specifier: type.argument.literal.text, name: type.qualifier.text }
  return exportedNode(evaluator, type.getSourceFile().fileName, imported, 'types')
}

/** The parts of a union, also behind names; null for one that is not told. */
export function partsOfType(evaluator: Evaluator, type: ts.Node | null, depth = 0): readonly (ts.Node | null)[] {
  if (type === null || depth > deepest) return [null]
  const written = typeBehind(evaluator, type)
  if (!ts.isUnionTypeNode(written)) return [written]
  // Where there is no object, the member is not asked for.
  return written.types.filter((one) => !isNothingType(one)).flatMap((one) => partsOfType(evaluator, one, depth + 1))
}

/** `null` and `undefined`. */
export function isNothingType(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
}
