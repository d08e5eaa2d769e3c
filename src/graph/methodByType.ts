import { ts } from 'ts-morph'
import { classLine } from './classMembers'
import type { Evaluator } from './evaluate'
import { lookup } from './scope'
import { typeDeclaration } from './typeDeclaration'
import { unwrapped } from './unwrapped'

/**
 * The method that `object.name()` calls by the declared type of the object, a class of the project: for what is injected, such as
 * `constructor(private mailer: Mailer)`, whose value no text of the class tells. Null where no class is named.
 */
export function methodByType(evaluator: Evaluator, callee: ts.Expression): ts.MethodDeclaration | null {
  if (!ts.isPropertyAccessExpression(callee)) return null
  const type = declaredType(callee.expression)
  if (type === null || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (declaration === null || !ts.isClassLike(declaration)) return null
  for (const { members } of classLine(evaluator, declaration)) {
    for (const member of members) {
      if (ts.isMethodDeclaration(member) && member.body !== undefined && member.name.getText() === callee.name.text) return member
    }
  }
  return null
}

/** The type written where a variable, a parameter or a field of `this` is declared. */
function declaredType(node: ts.Expression): ts.TypeNode | null {
  const inner = unwrapped(node)
  if (inner !== null) return declaredType(inner)
  if (ts.isIdentifier(node)) return typeOf(lookup(node, node.text))
  if (!ts.isPropertyAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return null
  let owner: ts.Node = node
  while (!ts.isClassLike(owner) && owner.parent !== undefined) owner = owner.parent
  if (!ts.isClassLike(owner)) return null
  for (const member of owner.members) {
    const fields = ts.isConstructorDeclaration(member)
      ? member.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, member))
      : [member]
    const field = fields.find(({ name }) => name?.getText() === node.name.text)
    if (field !== undefined) return typeOf(field)
  }
  return null
}

function typeOf(declaration: ts.Node | null): ts.TypeNode | null {
  const isTyped =
    declaration !== null && (ts.isParameter(declaration) || ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration))
  return isTyped ? (declaration.type ?? null) : null
}
