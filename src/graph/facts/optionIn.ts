import { ts } from 'ts-morph'
import { plainKey } from '../syntax/unwrapped'

/** An object literal, and what of it is not taken out. */
export interface Written {
  readonly node: ts.ObjectLiteralExpression
  readonly properties: readonly ts.ObjectLiteralElementLike[]
}

/** The expression that sets an option; null where a spread or a computed key behind it may set it again. */
export function optionIn({ properties }: Pick<Written, 'properties'>, name: string): ts.Expression | null {
  for (const property of properties.toReversed()) {
    const key = property.name === undefined ? null : plainKey(property.name)
    if (key === null) return null
    if (key !== name) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    return ts.isShorthandPropertyAssignment(property) ? property.name : null
  }
  return null
}
