import { ts } from 'ts-morph'
import { isFunctionNode, type FunctionNode } from './functionAround'
import { declarationOf, methodOf, ownerOfPrototype } from './prototypes'
import { lookup } from './scope'
import { isStatic, unwrapped } from './unwrapped'

/** The class that `this`, or the name of a class, stands for. */
export function ownerOf(node: ts.Expression): ReturnType<typeof ownerOfThis> {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ownerOfThis(node)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration !== null && ts.isClassLike(declaration) ? { node: declaration, isOfInstance: false } : null
}

function ownerOfThis(at: ts.Node): { readonly node: ts.ClassLikeDeclaration; readonly isOfInstance: boolean } | null {
  for (let node = at.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isClassElement(node) && ts.isClassLike(node.parent)) return { node: node.parent, isOfInstance: !isStatic(node) }
    if (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) return null
  }
  return null
}

export function isThis(node: ts.Expression): boolean {
  const inner = unwrapped(node)
  return inner === null ? node.kind === ts.SyntaxKind.ThisKeyword : isThis(inner)
}

/** What has the members that are written to `names`, `this` or `Mailer.prototype`. */
export function ownerOfMembers(of: ts.Expression): { readonly node: ts.Node; readonly isOfInstance: boolean } | null {
  const inner = unwrapped(of)
  if (inner !== null) return ownerOfMembers(inner)
  if (of.kind === ts.SyntaxKind.ThisKeyword) return ownerOfThis(of) ?? builderOf(of)
  const owner = ownerOfPrototype(of) ?? of
  const declaration = ts.isIdentifier(owner) ? lookup(owner, owner.text) : null
  if (declaration === null) return null
  const self = owner === of && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
  // const self = this
  return self?.kind === ts.SyntaxKind.ThisKeyword ? ownerOfMembers(self) : { node: declaration, isOfInstance: owner !== of }
}

/** The function that is no part of a class and puts something into what `new` makes of it, or by a method in its prototype. */
function builderOf(at: ts.Node): { readonly node: ts.Node; readonly isOfInstance: boolean } | null {
  const around = ts.findAncestor(at, (one): one is FunctionNode => isFunctionNode(one) && !ts.isArrowFunction(one))
  if (around === undefined || ts.isClassLike(around.parent)) return null
  const { object, prototype } = methodOf(around)
  if (prototype === null) return object === null ? { node: declarationOf(around), isOfInstance: true } : null
  const declaration = ts.isIdentifier(prototype) ? lookup(prototype, prototype.text) : null
  return declaration === null ? null : { node: declaration, isOfInstance: true }
}
