import { ts } from 'ts-morph'
import { assignmentsToMembers } from '../syntax/assignments'
import type { Evaluator } from '../values/evaluate'
import { givenMembers } from './givenTypes'
import { heldType } from './heldType'
import { nodeId } from '../values/identity'
import { inferredClasses } from './inferredClass'
import { onlyReturned, returnsThis } from '../syntax/returnedExpressions'
import { lookup } from '../syntax/scope'
import { memberOfType, membersOfType, type Member, type OwnedMember } from './typeMembers'
import { typeOfName } from './typeOfName'
import { plainKey, unwrapped } from '../syntax/unwrapped'

/** A type as the text gives it: written out, or the class that something is made of. */
export type Type = ts.TypeNode | ts.ClassLikeDeclaration

/** Methods that give one of what a list or map holds. */
export const taking: ReadonlySet<string> = new Set(['get', 'at', 'find', 'findLast', 'pop', 'shift'])

/** A member that is found by a type. */
interface TypedMember {
  readonly name: string
  readonly member: Member
  /** One for each part of a union. */
  readonly all: readonly OwnedMember[]
}

/**
 * The member that `object.name` means by the type that is declared for the object: for what is handed in, such as
 * `constructor(private mailer: Mailer)`, whose value no text of the class tells. Null where no class or interface of the project is named.
 */
export function memberByType(evaluator: Evaluator, node: ts.Expression): TypedMember | null {
  const { type, name } = ts.isPropertyAccessExpression(node)
    ? { type: typeOf(evaluator, node.expression), name: node.name.text }
    : ts.isIdentifier(node)
      ? takenFrom(evaluator, lookup(node, node.text))
      : nothing
  const named = type === null ? [] : membersOfType(evaluator, type, name)
  if (named.length > 0) return { name, member: named[0]!.member, all: named }
  if (!ts.isPropertyAccessExpression(node) || isCollection(evaluator, node.expression, type)) return null
  const given = givenMembers(evaluator, node.expression, node.name.text)
  return given.length === 0 ? null : { name: node.name.text, member: given[0]!.member, all: given }
}

/** A list, set or map of the language: of its own `set` or `add`, the type of what it holds tells nothing. */
function isCollection(evaluator: Evaluator, node: ts.Expression, type: Type | null): boolean {
  const { kind } = evaluator.evaluate(node)
  return kind === 'map' || kind === 'list' || heldType(evaluator, type) !== null
}

const nothing = { type: null, name: '' }

/** `({ publish }: Bus) => …` */
export function takenFrom(evaluator: Evaluator, declaration: ts.Node | null): { readonly type: Type | null; readonly name: string } {
  if (declaration === null || !ts.isBindingElement(declaration) || ts.isArrayBindingPattern(declaration.parent)) return nothing
  const key = plainKey(declaration.propertyName ?? declaration.name)
  return key === null ? nothing : { type: typeOfName(evaluator, declaration.parent.parent), name: key }
}

/** The type that the text gives an expression; null where it gives none. */
export function typeOf(evaluator: Evaluator, node: ts.Expression): Type | null {
  return evaluator.once(`type ${nodeId(node)}`, () => readType(evaluator, node), null)
}

function readType(evaluator: Evaluator, node: ts.Expression): Type | null {
  const inner = unwrapped(node)
  if (inner !== null) return ts.isAsExpression(node) ? node.type : typeOf(evaluator, inner)
  if (ts.isIdentifier(node)) return typeOfName(evaluator, lookup(node, node.text))
  if (node.kind === ts.SyntaxKind.ThisKeyword) return classAround(node) ?? typeOfThis(node)
  if (ts.isElementAccessExpression(node)) return heldType(evaluator, typeOf(evaluator, node.expression))
  if (ts.isPropertyAccessExpression(node)) {
    const object = typeOf(evaluator, node.expression)
    const member = object === null ? null : memberOfType(evaluator, object, node.name.text)
    if (member !== null) return typeOfMember(evaluator, member)
    // A class of JavaScript need not declare its fields.
    const assigned = object === null ? undefined : assignedTo(object, node.name.text)
    if (assigned !== undefined) return typeOf(evaluator, assigned)
    return typeOfGiven(evaluator, node.expression, node.name.text)
  }
  if (ts.isNewExpression(node)) {
    const made = evaluator.evaluate(node.expression)
    return made.kind === 'class' ? made.node : null
  }
  return ts.isCallExpression(node) ? typeOfCall(evaluator, node) : null
}

function typeOfCall(evaluator: Evaluator, call: ts.CallExpression): Type | null {
  const { expression: callee } = call
  const called = evaluator.evaluate(callee)
  if (called.kind === 'function') {
    const returned = onlyReturned(called.node)
    return typeGiven(call, called.node) ?? called.node.type ?? (returned && typeOf(evaluator, returned))
  }
  if (ts.isPropertyAccessExpression(callee) && taking.has(callee.name.text)) {
    const held = heldType(evaluator, typeOf(evaluator, callee.expression))
    if (held !== null) return held
    const [key] = call.arguments
    // c.get('bus')
    if (key !== undefined && ts.isStringLiteralLike(key)) return typeOfGiven(evaluator, callee.expression, key.text)
  }
  const member = memberByType(evaluator, callee)?.member
  if (member === undefined) return null
  if (!ts.isMethodSignature(member) && !ts.isMethodDeclaration(member)) return null
  const [inferred] = inferredClasses(evaluator, member, call)
  if (inferred !== undefined) return inferred
  const isThis = member.type === undefined ? ts.isMethodDeclaration(member) && returnsThis(member) : ts.isThisTypeNode(member.type)
  return isThis && ts.isPropertyAccessExpression(callee) ? typeOf(evaluator, callee.expression) : (member.type ?? null)
}

/** `container.get<typeof events>('events')`, of what is declared to give just that. */
function typeGiven({ typeArguments }: ts.CallExpression, { type, typeParameters }: ts.SignatureDeclarationBase): ts.TypeNode | null {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return null
  const index = typeParameters?.findIndex(({ name }) => name.text === type.typeName.getText()) ?? -1
  return typeArguments?.[index] ?? null
}

/** The type of a member of what a package gives. */
export function typeOfGiven(evaluator: Evaluator, node: ts.Node, name: string): Type | null {
  const [given] = givenMembers(evaluator, node, name)
  return given === undefined ? null : typeOfMember(evaluator, given.member)
}

/** The type of a member: as it is written, or of what it is given. */
export function typeOfMember(evaluator: Evaluator, member: Member): Type | null {
  if (ts.isJSDocPropertyTag(member) || ts.isJSDocParameterTag(member)) return member.typeExpression?.type ?? null
  if (ts.isParameter(member) || ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) {
    if (member.type !== undefined) return member.type
    const given = ts.isPropertySignature(member) ? undefined : (member.initializer ?? assignedTo(member.parent, member.name.getText()))
    return given === undefined ? null : typeOf(evaluator, given)
  }
  return ts.isGetAccessor(member) ? (member.type ?? null) : null
}

/** `this.events = events` */
function assignedTo(owner: ts.Node, name: string): ts.Expression | undefined {
  const all = ts.isClassLike(owner) ? assignmentsToMembers(owner).filter((one) => one.isOfInstance && one.name === name) : []
  return all.length === 1 ? (all[0]!.right ?? undefined) : undefined
}

/** `function publishAll(this: Deps)` */
function typeOfThis(node: ts.Node): ts.TypeNode | null {
  const around = ts.findAncestor(node, (one) => ts.isFunctionLike(one) && !ts.isArrowFunction(one)) as ts.SignatureDeclaration | undefined
  return around?.parameters.find(({ name }) => name.getText() === 'this')?.type ?? null
}

function classAround(node: ts.Node): ts.ClassLikeDeclaration | null {
  for (let one: ts.Node | undefined = node; one !== undefined; one = one.parent) {
    if (ts.isClassLike(one)) return one
    if (ts.isFunctionLike(one) && !ts.isArrowFunction(one) && !ts.isClassElement(one)) return null
  }
  return null
}
