import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { alternatives } from '../values/value'

/** The classes of which a call gives an instance by its types alone: `resolve<T>(token: Token<T>): T`, called with a class. */
export function inferredClasses(
  evaluator: Evaluator,
  called: ts.Node,
  { arguments: args }: ts.CallExpression,
): readonly ts.ClassLikeDeclaration[] {
  if (!('parameters' in called)) return []
  const { typeParameters, parameters, type } = called as ts.SignatureDeclaration
  const given = type === undefined ? null : nameOf(awaited(type))
  if (given === null || typeParameters?.some(({ name }) => name.text === given) !== true) return []
  const index = parameters.findIndex((one) => one.type !== undefined && isClassOf(one.type, given))
  const argument = index === -1 ? undefined : args[index]
  if (argument === undefined) return []
  return alternatives(evaluator.evaluate(argument)).flatMap((one) => (one.kind === 'class' ? [one.node] : []))
}

/** `Token<T>`, `new () => T` */
function isClassOf(type: ts.TypeNode, name: string): boolean {
  if (ts.isConstructorTypeNode(type)) return nameOf(type.type) === name
  return ts.isTypeReferenceNode(type) && type.typeArguments?.some((one) => nameOf(one) === name) === true
}

function awaited(type: ts.TypeNode): ts.TypeNode {
  const [inner] = nameOf(type) === 'Promise' ? ((type as ts.TypeReferenceNode).typeArguments ?? []) : []
  return inner ?? type
}

function nameOf(type: ts.TypeNode): string | null {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : null
}
