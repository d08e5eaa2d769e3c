import { ts } from 'ts-morph'
import { classLine } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { typeBehind } from './typeBehind'
import { typeDeclaration } from './typeDeclaration'
import { membersWrittenFor } from '../syntax/membersWrittenFor'
import { plainKey } from '../syntax/unwrapped'

/** A member of a class or an interface that can be called. */
export type Member = ts.ClassElement | ts.TypeElement | ts.ParameterDeclaration | ts.JSDocPropertyLikeTag

/** Longer ways are for a type checker. */
const deepest = 12
/** Types of which the first argument is what they stand for, or hold. */
const transparent: ReadonlySet<string> = new Set(['Promise', 'Awaited', 'Readonly', 'Required', 'Partial', 'NonNullable', 'Omit', 'Pick'])

/** A member that a type has, and the class that the type names; null for an interface. */
export interface OwnedMember {
  readonly member: Member
  readonly owner: ts.ClassLikeDeclaration | null
}

/** The member of a type that has a name; null where the text tells none. */
export function memberOfType(evaluator: Evaluator, type: ts.Node, name: string): Member | null {
  return membersOfType(evaluator, type, name)[0]?.member ?? null
}

/** The same, one for each part of a union that has it. */
export function membersOfType(evaluator: Evaluator, type: ts.Node, name: string, depth = 0): readonly OwnedMember[] {
  if (depth > deepest) return []
  const written = typeBehind(evaluator, type)
  const within = (all: readonly ts.Node[]): readonly OwnedMember[] => all.flatMap((one) => membersOfType(evaluator, one, name, depth + 1))
  const own = (member: Member | null | undefined, owner: OwnedMember['owner'] = null): readonly OwnedMember[] =>
    member ? [{ member, owner }] : []
  if (ts.isClassLike(written))
    return own(
      firstOf(classLine(evaluator, written), (one) => fieldOf(one, name)),
      written,
    )
  if (ts.isTypeLiteralNode(written)) return own(written.members.find((one) => isNamed(one, name)))
  if (ts.isInterfaceDeclaration(written)) {
    const member = written.members.find((one) => isNamed(one, name))
    return member === undefined ? within(basesOf(evaluator, written)) : own(member)
  }
  if (ts.isJSDocTypeLiteral(written)) return own(written.jsDocPropertyTags?.find((one) => one.name.getText().split('.').at(-1) === name))
  if (ts.isUnionTypeNode(written)) return within(written.types)
  if (ts.isIntersectionTypeNode(written)) return within(written.types).slice(0, 1)
  return ts.isTypeReferenceNode(written) ? within(standsFor(written)) : []
}

/** `Promise<Bus>`: what is had of it once it is awaited. */
export function standsFor({ typeName, typeArguments = [] as never }: ts.TypeReferenceNode): readonly ts.TypeNode[] {
  return transparent.has(typeName.getText()) ? typeArguments.slice(0, 1) : []
}

function firstOf<T>(all: readonly T[], find: (one: T) => Member | null): Member | null {
  for (const one of all) {
    const found = find(one)
    if (found !== null) return found
  }
  return null
}

/** A field or method of a class, its constructor's among them; not what its other constructors or overloads say. */
function fieldOf(owner: ts.ClassLikeDeclaration, name: string): Member | null {
  for (const member of owner.members) {
    if (ts.isConstructorDeclaration(member)) {
      const field = member.parameters.find((one) => ts.isParameterPropertyDeclaration(one, member) && isNamed(one, name))
      if (field !== undefined) return field
    } else if (isNamed(member, name) && !isOverload(member)) return member
  }
  return null
}

function isOverload(member: ts.ClassElement): boolean {
  return ts.isMethodDeclaration(member) && member.body === undefined && !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Abstract)
}

function isNamed({ name }: { readonly name?: ts.PropertyName | ts.BindingName }, text: string): boolean {
  return name !== undefined && plainKey(name) === text
}

/** What an interface extends, or a class implements. */
export function basesOf(evaluator: Evaluator, { heritageClauses }: ts.InterfaceDeclaration | ts.ClassLikeDeclaration): ts.Node[] {
  return (heritageClauses ?? [])
    .filter(({ parent, token }) => ts.isInterfaceDeclaration(parent) || token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap(({ types }) =>
      types.map(({ expression }) => (ts.isIdentifier(expression) ? typeDeclaration(evaluator, expression, expression.text) : null)),
    )
    .filter((one) => one !== null)
}

/** What runs when a member is called, where the text tells it; else the member itself. */
export function functionOf(member: Member): ts.Node {
  const { initializer } = member as Partial<ts.PropertyDeclaration>
  return initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? initializer : member
}

/** The members that a function stands in for: of the interfaces that its class implements, of the classes that it extends, of the type of its object. */
export function membersAbove(evaluator: Evaluator, run: ts.Node): Member[] {
  const method = ts.isMethodDeclaration(run) ? run : run.parent
  if (!(ts.isMethodDeclaration(method) || ts.isPropertyDeclaration(method)) || !ts.isClassLike(method.parent)) {
    return membersWrittenFor(run).flatMap(({ type, name }) => memberOfType(evaluator, type, name) ?? [])
  }
  const key = plainKey(method.name)
  if (key === null) return []
  const [own, ...above] = classLine(evaluator, method.parent)
  const types = [own!, ...above].flatMap((owner) => basesOf(evaluator, owner))
  const found = [...above, ...types].map((type) => memberOfType(evaluator, type, key)).filter((one) => one !== null)
  return [...new Set(found)].filter((one) => one !== method)
}
