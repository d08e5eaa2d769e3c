import { ts } from 'ts-morph'

/** The expression that gives an object one of its properties, or those that are spread into it; null for methods and accessors. */
export function propertyValue(property: ts.ObjectLiteralElementLike): ts.Expression | null {
  if (ts.isPropertyAssignment(property)) return property.initializer
  if (ts.isShorthandPropertyAssignment(property)) return property.name
  return ts.isSpreadAssignment(property) ? property.expression : null
}
