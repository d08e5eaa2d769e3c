import { ts } from 'ts-morph'
import { metadataCall } from './metadataCall'
import { lookup } from './scope'
import { unwrapped } from './unwrapped'

/** What a map or an object holds under a key that is worked out. */
export interface TableEntry {
  readonly table: ts.Expression
  readonly key: ts.Expression
}

/**
 * The entry that an expression reads, or makes where there is none: `table.get(key)`, `table[key] ?? []`, `(table[key] ??= [])`,
 * `Reflect.getMetadata(KEY, target)`, or a name that is given one of these. Null for any other.
 */
export function entryOf(node: ts.Expression): TableEntry | null {
  const inner = unwrapped(node)
  if (inner !== null) return entryOf(inner)
  if (ts.isElementAccessExpression(node)) {
    return ts.isStringLiteralLike(node.argumentExpression) ? null : { table: node.expression, key: node.argumentExpression }
  }
  if (ts.isBinaryExpression(node)) return orElse.has(node.operatorToken.kind) ? entryOf(node.left) : null
  if (ts.isCallExpression(node)) {
    const { expression: callee, arguments: args } = node
    const kept = metadataCall(node)
    if (kept !== null) return kept.value === null ? { table: kept.table, key: kept.target } : null
    const isGet = ts.isPropertyAccessExpression(callee) && callee.name.text === 'get' && args.length === 1
    return isGet ? { table: callee.expression, key: args[0]! } : null
  }
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  const isNamed = declaration !== null && ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name)
  return isNamed && declaration.initializer !== undefined ? entryOf(declaration.initializer) : null
}

/** What gives the left side where that is there. */
const orElse: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
])
