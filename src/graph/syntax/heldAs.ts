import { ts } from 'ts-morph'

/**
 * The names of the members by which others may call a function that a call or a class makes: `{ publish() {} }`, or `return { publish }` of
 * one that is declared before. Null where it gets out in another way.
 */
export function heldAs(node: ts.Node): readonly string[] | null {
  if (ts.isMethodDeclaration(node)) return [node.name.getText()]
  const { parent } = node
  if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node) return [parent.name.getText()]
  const declared = ts.isFunctionDeclaration(node) ? node : ts.isVariableDeclaration(parent) ? parent : null
  const around = ts.findAncestor(parent, ts.isFunctionLike)
  if (declared?.name === undefined || !ts.isIdentifier(declared.name) || around === undefined) return null
  return membersThatHold(declared.name, around)
}

function membersThatHold(name: ts.Identifier, around: ts.Node): readonly string[] | null {
  const names: string[] = []
  const isHeld = (one: ts.Node): boolean => {
    if (!ts.isIdentifier(one) || one.text !== name.text || one === name) return ts.forEachChild(one, (child) => !isHeld(child)) !== true
    const { parent } = one
    if (ts.isShorthandPropertyAssignment(parent)) names.push(one.text)
    else if (ts.isPropertyAssignment(parent)) names.push(parent.name.getText())
    else return ts.isCallExpression(parent) ? parent.expression === one : ts.isPropertyAccessExpression(parent) && parent.name === one
    return true
  }
  return isHeld(around) ? names : null
}
