import { ts } from 'ts-morph'
import { lookup } from './scope'

/** What is kept beside a class by reflect-metadata. */
export interface MetadataCall {
  /** The name of what it is kept under. */
  readonly table: ts.Identifier
  readonly target: ts.Expression
  /** What is kept; null where it is asked for. */
  readonly value: ts.Expression | null
}

/** `Reflect.defineMetadata(KEY, value, target)` and `Reflect.getMetadata(KEY, target)`: a key that has a name is as a map by targets. Null for any other call. */
export function metadataCall({ expression: callee, arguments: args }: ts.CallExpression): MetadataCall | null {
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.getText() !== 'Reflect' || lookup(callee, 'Reflect') !== null) return null
  const [table, ...others] = args
  if (table === undefined || !ts.isIdentifier(table) || others.some(ts.isSpreadElement)) return null
  const [first, second] = others
  if (callee.name.text === 'defineMetadata') return others.length === 2 ? { table, value: first!, target: second! } : null
  return /^get(?:Own)?Metadata$/.test(callee.name.text) && others.length === 1 ? { table, value: null, target: first! } : null
}
