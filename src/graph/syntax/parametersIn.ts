import { ts } from 'ts-morph'
import { lookup } from './scope'
import { walkOf } from './walkOf'

/** The parameters that an expression is made of, also through variables. */
export function parametersIn(node: ts.Node): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>()
  const seen = new Set<ts.Node>()
  const visit = (one: ts.Node): void => {
    if (ts.isPropertyAccessExpression(one)) return visit(one.expression)
    if (ts.isPropertyAssignment(one)) return visit(one.initializer)
    if (ts.isIdentifier(one)) return follow(lookup(one, one.text))
    ts.forEachChild(one, visit)
  }
  const follow = (declaration: ts.Node | null): void => {
    if (declaration === null || seen.has(declaration)) return
    seen.add(declaration)
    if (ts.isBindingElement(declaration)) follow(declaration.parent.parent)
    else if (ts.isParameter(declaration)) {
      found.add(declaration)
      // `names` of `names.map((name) => …)`
      const walk = walkOf(declaration.parent)
      if (walk !== null) visit(walk.list)
    } else if (ts.isVariableDeclaration(declaration)) visit(declaration.initializer ?? walkedBy(declaration) ?? declaration.name)
  }
  visit(node)
  return found
}

/** `names` of `for (const name of names)`. */
function walkedBy({ parent: { parent: loop } }: ts.VariableDeclaration): ts.Expression | null {
  return ts.isForOfStatement(loop) || ts.isForInStatement(loop) ? loop.expression : null
}
