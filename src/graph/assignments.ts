import { ts } from 'ts-morph'
import { lookup } from './scope'

/** New values of a variable. Null stands for one that is no expression of its own: `i++`, destructuring, loops. */
type Assignments = ReadonlyMap<ts.Node, readonly (ts.Expression | null)[]>

const known = new WeakMap<ts.SourceFile, Assignments>()

/** What the file assigns to a variable after its declaration. */
export function assignmentsTo(declaration: ts.Node): readonly (ts.Expression | null)[] {
  const source = declaration.getSourceFile()
  let all = known.get(source)
  if (all === undefined) known.set(source, (all = collect(source)))
  return all.get(declaration) ?? []
}

function collect(source: ts.SourceFile): Assignments {
  const found = new Map<ts.Node, (ts.Expression | null)[]>()
  const add = (target: ts.Node, right: ts.Expression | null): void => {
    if (ts.isIdentifier(target)) {
      const declaration = lookup(target, target.text)
      if (declaration === null) return
      const values = found.get(declaration)
      if (values === undefined) found.set(declaration, [right])
      else values.push(right)
    } else if (ts.isArrayLiteralExpression(target)) target.elements.forEach((element) => add(element, null))
    else if (ts.isSpreadElement(target)) add(target.expression, null)
    else if (ts.isObjectLiteralExpression(target)) {
      for (const property of target.properties) {
        if (ts.isPropertyAssignment(property)) add(property.initializer, null)
        else if (ts.isShorthandPropertyAssignment(property)) add(property.name, null)
        else if (ts.isSpreadAssignment(property)) add(property.expression, null)
      }
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      add(node.left, node.operatorToken.kind === ts.SyntaxKind.EqualsToken ? node.right : null)
    } else if (ts.isPostfixUnaryExpression(node)) add(node.operand, null)
    else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) add(node.operand, null)
    } else if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && ts.isExpression(node.initializer)) add(node.initializer, null)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}
