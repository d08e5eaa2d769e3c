import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { someNode } from './someNode'

/** The statements that give an object its members behind its declaration, `const options = {}; options.after = '1 day'`, before anything else can read it. */
export const filledBehind = onceFor(({ name, parent: { parent: declared } }: ts.VariableDeclaration): ReadonlySet<ts.Node> => {
  const found = new Set<ts.Node>()
  const block = declared.parent
  if (!ts.isIdentifier(name) || !ts.isVariableStatement(declared) || !(ts.isSourceFile(block) || ts.isBlock(block))) return found
  const isNamed = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === name.text
  const isReader = (node: ts.Node): boolean => ts.isFunctionLike(node) && someNode(node, isNamed)
  const mayRead = block.statements.some((one) => someNode(one, isReader)) ? (node: ts.Node) => isNamed(node) || runsOthers(node) : isNamed
  for (const statement of block.statements.slice(block.statements.indexOf(declared) + 1)) {
    const given = givenBy(statement, name.text)
    if (given !== null && !someNode(given, mayRead)) found.add(statement)
    else if (!ts.isFunctionDeclaration(statement) && someNode(statement, mayRead)) break
  }
  return found
})

/** Whether functions may run there that stand elsewhere. */
function runsOthers(node: ts.Node): boolean {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isAwaitExpression(node)
}

/** What a statement gives to a member of an object. */
function givenBy(statement: ts.Statement, object: string): ts.Expression | null {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null
  const { left, operatorToken, right } = statement.expression
  const isMember = ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left)
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && isMember && left.expression.getText() === object ? right : null
}
