import { ts } from 'ts-morph'

/** The expression inside parentheses, `as`, `satisfies`, `!`, `<T>` and `await`; null when the node is none of them. */
export function unwrapped(node: ts.Expression): ts.Expression | null {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node)
    ? node.expression
    : null
}

/** The same without any of these around it. */
export function bare(node: ts.Expression): ts.Expression {
  const inner = unwrapped(node)
  return inner === null ? node : bare(inner)
}

/** Whether a member belongs to the class, not to its instances. */
export function isStatic(member: ts.ClassElement): boolean {
  return ts.isClassStaticBlockDeclaration(member) || hasModifier(member, ts.SyntaxKind.StaticKeyword)
}

export function hasModifier(node: ts.Node, modifier: ts.ModifierSyntaxKind): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === modifier) === true
}

/** The text of a key that is not computed, else null. */
export function plainKey(name: ts.PropertyName | ts.BindingName): string | null {
  const isPlain = ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name) || ts.isNumericLiteral(name)
  return isPlain ? name.text : null
}
