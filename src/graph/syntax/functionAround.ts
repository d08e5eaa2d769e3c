import { ts } from 'ts-morph'
import { hasModifier } from './unwrapped'

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration

/** The innermost function around a node that others can call. */
export function functionAround(node: ts.Node): FunctionNode | null {
  for (let one = node.parent; one !== undefined; one = one.parent) {
    if (isFunctionNode(one) && canBeReached(one)) return one
  }
  return null
}

/** The function whose code a node is part of. */
export function enclosingFunction(node: ts.Node): FunctionNode | null {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isClassStaticBlockDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isParameter(at)) return null
    if (isFunctionNode(at)) return at
  }
  return null
}

export function isAsync(node: FunctionNode | null): boolean {
  return node !== null && hasModifier(node, ts.SyntaxKind.AsyncKeyword)
}

/** Whether others can call a function by a name: it is no argument of a call, such as a handler is, but of one that gives it back. */
export function canBeReached(node: ts.Node): boolean {
  if ((!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) || !ts.isCallExpression(node.parent)) return true
  const { expression: callee, arguments: args } = node.parent
  return args[0] === node && ts.isPropertyAccessExpression(callee) && callee.getText() === 'Object.assign'
}

export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return ts.isFunctionLike(node) && 'body' in node
}

/** What runs when a class makes an object; null where it has none of its own. */
export function constructorOf({ members }: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | null {
  return members.filter(ts.isConstructorDeclaration).find(({ body }) => body !== undefined) ?? null
}

/** The class that a method, or a function in a field, belongs to. */
export function classOf({ parent }: ts.Node): ts.ClassLikeDeclaration | null {
  return ts.isClassLike(parent) ? parent : ts.isClassLike(parent.parent) ? parent.parent : null
}
