import { ts } from 'ts-morph'
import { enclosingFunction } from './functionAround'
import { lookup } from './scope'
import { someNode } from './someNode'
import { standsIn } from './standsIn'

/** The names in a node whose values callers, loops or the function around `run` give it, in order. */
export function handedIn(node: ts.Node, run = node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = []
  someNode(node, (one) => {
    if (!ts.isIdentifier(one) || isKey(one)) return false
    const declaration = lookup(one, one.text)
    if (declaration === null || standsIn(declaration, run)) return false
    if (isOfCallOrWalk(declaration) || enclosingFunction(declaration) !== null) found.push(one)
    return false
  })
  return found
}

/** `name` of `definition.name` */
function isKey(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
}

function isOfCallOrWalk(declaration: ts.Node): boolean {
  const isGiven = (one: ts.Node): boolean =>
    ts.isParameter(one) || (ts.isVariableDeclarationList(one) && (ts.isForOfStatement(one.parent) || ts.isForInStatement(one.parent)))
  return ts.findAncestor(declaration, (one) => (isGiven(one) ? true : ts.isStatement(one) ? 'quit' : false)) !== undefined
}
