import { ts } from 'ts-morph'
import { assignmentsToMembers } from '../syntax/assignments'
import type { Evaluator } from '../values/evaluate'
import { functionType } from './functionType'
import { givenMember } from './givenTypes'
import { heldType, isKeyed } from './heldType'
import { inferredClasses } from './inferredClass'
import { onlyReturned, returnedExpressions } from '../syntax/returnedExpressions'
import { lookup } from '../syntax/scope'
import { walkOf } from '../syntax/walkOf'
import { memberOfType, type Member } from './typeMembers'
import { typeBehind } from './typeBehind'
import { writtenType } from './typeDeclaration'
import { plainKey, unwrapped } from '../syntax/unwrapped'

/** A type as the text gives it: written out, or the class that something is made of. */
export type Type = ts.TypeNode | ts.ClassLikeDeclaration

/** Longer ways are for a type checker. */
const deepest = 24
/** Methods that give one of what a list or map holds. */
const taking: ReadonlySet<string> = new Set(['get', 'at', 'find', 'findLast', 'pop', 'shift'])

/** A member that is found by a type. */
interface TypedMember {
  readonly name: string
  readonly member: Member
  /** The class that the type names; null for an interface. */
  readonly owner: ts.ClassLikeDeclaration | null
}

/**
 * The member that `object.name` means by the type that is declared for the object: for what is handed in, such as
 * `constructor(private mailer: Mailer)`, whose value no text of the class tells. Null where no class or interface of the project is named.
 */
export function memberByType(evaluator: Evaluator, node: ts.Expression, depth = 0): TypedMember | null {
  const { type, name } = ts.isPropertyAccessExpression(node)
    ? { type: typeOf(evaluator, node.expression, depth), name: node.name.text }
    : ts.isIdentifier(node)
      ? takenFrom(evaluator, lookup(node, node.text), depth)
      : nothing
  const member = type === null ? null : memberOfType(evaluator, type, name)
  if (type !== null && member !== null) return { name, member, owner: classNamed(evaluator, type) }
  const given = ts.isPropertyAccessExpression(node) ? givenMember(evaluator, node.expression, node.name.text) : null
  return given && { name: (node as ts.PropertyAccessExpression).name.text, member: given.member, owner: classNamed(evaluator, given.type) }
}

const nothing = { type: null, name: '' }

/** `({ publish }: Bus) => …` */
function takenFrom(evaluator: Evaluator, declaration: ts.Node | null, depth = 0): { readonly type: Type | null; readonly name: string } {
  if (declaration === null || !ts.isBindingElement(declaration) || ts.isArrayBindingPattern(declaration.parent)) return nothing
  const key = plainKey(declaration.propertyName ?? declaration.name)
  return key === null ? nothing : { type: typeOfName(evaluator, declaration.parent.parent, depth), name: key }
}

function classNamed(evaluator: Evaluator, type: ts.Node): ts.ClassLikeDeclaration | null {
  const written = typeBehind(evaluator, type)
  return ts.isClassLike(written) ? written : null
}

/** The type that the text gives an expression; null where it gives none. */
export function typeOf(evaluator: Evaluator, node: ts.Expression, depth = 0): Type | null {
  if (depth > deepest) return null
  const inner = unwrapped(node)
  if (inner !== null) return ts.isAsExpression(node) ? node.type : typeOf(evaluator, inner, depth + 1)
  if (ts.isIdentifier(node)) return typeOfName(evaluator, lookup(node, node.text), depth + 1)
  if (node.kind === ts.SyntaxKind.ThisKeyword) return classAround(node) ?? typeOfThis(node)
  if (ts.isElementAccessExpression(node)) return heldType(evaluator, typeOf(evaluator, node.expression, depth + 1))
  if (ts.isPropertyAccessExpression(node)) {
    const object = typeOf(evaluator, node.expression, depth + 1)
    const member = object === null ? null : memberOfType(evaluator, object, node.name.text, depth + 1)
    if (member !== null) return typeOfMember(evaluator, member, depth + 1)
    // A class of JavaScript need not declare its fields.
    const assigned = object === null ? undefined : assignedTo(object, node.name.text)
    if (assigned !== undefined) return typeOf(evaluator, assigned, depth + 1)
    return typeOfGiven(evaluator, node.expression, node.name.text, depth + 1)
  }
  if (ts.isNewExpression(node)) {
    const made = evaluator.evaluate(node.expression)
    return made.kind === 'class' ? made.node : null
  }
  return ts.isCallExpression(node) ? typeOfCall(evaluator, node, depth + 1) : null
}

function typeOfCall(evaluator: Evaluator, call: ts.CallExpression, depth: number): Type | null {
  const { expression: callee } = call
  const called = evaluator.evaluate(callee)
  if (called.kind === 'function') {
    const returned = onlyReturned(called.node)
    return typeGiven(call, called.node) ?? called.node.type ?? (returned && typeOf(evaluator, returned, depth))
  }
  if (depth > deepest) return null
  if (ts.isPropertyAccessExpression(callee) && taking.has(callee.name.text)) {
    const held = heldType(evaluator, typeOf(evaluator, callee.expression, depth + 1))
    if (held !== null) return held
    const [key] = call.arguments
    // c.get('bus')
    if (key !== undefined && ts.isStringLiteralLike(key)) return typeOfGiven(evaluator, callee.expression, key.text, depth + 1)
  }
  const member = memberByType(evaluator, callee, depth + 1)?.member
  if (member === undefined) return null
  if (!ts.isMethodSignature(member) && !ts.isMethodDeclaration(member)) return null
  const [inferred] = inferredClasses(evaluator, member, call)
  if (inferred !== undefined) return inferred
  const isThis = member.type === undefined ? returnsThis(member) : ts.isThisTypeNode(member.type)
  return isThis && ts.isPropertyAccessExpression(callee) ? typeOf(evaluator, callee.expression, depth + 1) : (member.type ?? null)
}

/** `container.get<typeof events>('events')`, of what is declared to give just that. */
function typeGiven({ typeArguments }: ts.CallExpression, { type, typeParameters }: ts.SignatureDeclarationBase): ts.TypeNode | null {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return null
  const index = typeParameters?.findIndex(({ name }) => name.text === type.typeName.getText()) ?? -1
  return typeArguments?.[index] ?? null
}

function returnsThis(member: ts.MethodSignature | ts.MethodDeclaration): boolean {
  const returned = ts.isMethodDeclaration(member) ? returnedExpressions(member) : []
  return returned.length > 0 && returned.every(({ kind }) => kind === ts.SyntaxKind.ThisKeyword)
}

/** The type of what a declaration names; null where the text gives none. */
export function typeOfName(evaluator: Evaluator, declaration: ts.Node | null, depth = 0): Type | null {
  if (declaration === null || depth > deepest) return null
  if (ts.isVariableDeclaration(declaration)) {
    const written = writtenType(declaration)
    if (written !== undefined) return written
    const walked = walkedBy(declaration)
    if (walked !== null) return typeOfItem(evaluator, walked, depth)
    return declaration.initializer === undefined ? null : typeOf(evaluator, declaration.initializer, depth)
  }
  if (ts.isParameter(declaration)) {
    const walked = walkedBy(declaration)
    const item = walked === null ? null : typeOfItem(evaluator, walked, depth)
    return writtenType(declaration) ?? item ?? typeOfCallback(evaluator, declaration)
  }
  if (ts.isBindingElement(declaration)) return typeOfPart(evaluator, declaration, depth)
  return ts.isImportSpecifier(declaration) ? evaluator.importedInstance(declaration) : null
}

/** `{ publisher }: Deps`, `[, publisher] of publishers` */
function typeOfPart(evaluator: Evaluator, element: ts.BindingElement, depth: number): Type | null {
  const { parent: pattern } = element
  if (ts.isArrayBindingPattern(pattern)) return typeOfPlace(evaluator, pattern, pattern.elements.indexOf(element), depth + 1)
  const { type, name } = takenFrom(evaluator, element, depth + 1)
  const member = type === null ? null : memberOfType(evaluator, type, name, depth + 1)
  if (member !== null) return typeOfMember(evaluator, member, depth + 1)
  const key = plainKey(element.propertyName ?? element.name)
  return key === null ? null : typeOfGiven(evaluator, pattern.parent, key, depth + 1)
}

function typeOfPlace(evaluator: Evaluator, { parent }: ts.ArrayBindingPattern, place: number, depth: number): Type | null {
  const walked = ts.isBindingElement(parent) ? null : walkedBy(parent)
  const table = walked === null ? null : typeOf(evaluator, walked, depth)
  if (table !== null && isKeyed(evaluator, table)) return place === 1 ? heldType(evaluator, table) : null
  const whole = typeOfName(evaluator, parent, depth)
  return whole !== null && ts.isTupleTypeNode(whole) ? (whole.elements[place] ?? null) : heldType(evaluator, whole)
}

/** What is walked through where a declaration takes each item: `handlers.forEach((handler) => …)`, `for (const handler of handlers)`. */
function walkedBy(declaration: ts.VariableDeclaration | ts.ParameterDeclaration): ts.Expression | null {
  const { parent } = declaration
  if (ts.isVariableDeclaration(declaration)) {
    return ts.isVariableDeclarationList(parent) && ts.isForOfStatement(parent.parent) ? parent.parent.expression : null
  }
  const walk = walkOf(parent)
  return walk !== null && declaration.parent.parameters[walk.place] === declaration ? walk.list : null
}

/** The type of the items of what is walked through. */
function typeOfItem(evaluator: Evaluator, walked: ts.Expression, depth: number): Type | null {
  if (!ts.isCallExpression(walked) || !ts.isPropertyAccessExpression(walked.expression) || walked.expression.name.text !== 'values')
    return heldType(evaluator, typeOf(evaluator, walked, depth))
  // Object.values(…)
  return heldType(evaluator, typeOf(evaluator, walked.arguments[0] ?? walked.expression.expression, depth))
}

/** `withOutbox((outbox) => …)`, where that takes a function of a declared type. */
function typeOfCallback(evaluator: Evaluator, parameter: ts.ParameterDeclaration): Type | null {
  const { parent: callback } = parameter
  if (!(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return null
  const { parent: call } = callback
  const parameterIn = (type: ts.TypeNode | undefined): Type | null => {
    const taken = type === undefined ? null : functionType(evaluator, type)
    return taken?.parameters[callback.parameters.indexOf(parameter)]?.type ?? null
  }
  // const charge: Action = ({ events }) => …
  if (ts.isVariableDeclaration(call)) return parameterIn(call.type)
  if (!ts.isCallExpression(call)) return null
  const called = evaluator.evaluate(call.expression)
  const member = called.kind === 'unknown' ? memberByType(evaluator, call.expression)?.member : undefined
  const taker = called.kind === 'function' ? called.node : member
  if (taker === undefined || !('parameters' in taker)) return null
  return parameterIn(taker.parameters[call.arguments.indexOf(callback)]?.type)
}

/** The type of a member of what a package gives. */
function typeOfGiven(evaluator: Evaluator, node: ts.Node, name: string, depth: number): Type | null {
  const given = givenMember(evaluator, node, name)
  return given && typeOfMember(evaluator, given.member, depth)
}

function typeOfMember(evaluator: Evaluator, member: Member, depth: number): Type | null {
  if (ts.isJSDocPropertyTag(member) || ts.isJSDocParameterTag(member)) return member.typeExpression?.type ?? null
  if (ts.isParameter(member) || ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) {
    if (member.type !== undefined) return member.type
    const given = ts.isPropertySignature(member) ? undefined : (member.initializer ?? assignedTo(member.parent, member.name.getText()))
    return given === undefined ? null : typeOf(evaluator, given, depth)
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
