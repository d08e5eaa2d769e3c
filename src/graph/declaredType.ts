import { ts } from 'ts-morph'
import { assignmentsToMembers } from './assignments'
import { classLine } from './classMembers'
import type { Evaluator } from './evaluate'
import { inferredClasses } from './inferredClass'
import { returnedExpressions } from './returnedExpressions'
import { lookup } from './scope'
import { typeDeclaration } from './typeDeclaration'
import { plainKey, unwrapped } from './unwrapped'

/** A type as the text gives it: written out, or the class that something is made of. */
export type Type = ts.TypeNode | ts.ClassLikeDeclaration

/** A member of a class or an interface that can be called. */
export type Member = ts.ClassElement | ts.TypeElement | ts.ParameterDeclaration

/** Longer ways are for a type checker. */
const deepest = 12
/** Types of which the first argument is what they stand for, or hold. */
const transparent: ReadonlySet<string> = new Set(['Promise', 'Awaited', 'Readonly', 'Required', 'Partial', 'NonNullable', 'Omit', 'Pick'])
const lists: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable'])
const walks: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find'])

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
export function memberByType(evaluator: Evaluator, node: ts.Expression): TypedMember | null {
  if (!ts.isPropertyAccessExpression(node)) return null
  const name = node.name.text
  const type = typeOf(evaluator, node.expression, 0)
  const member = type === null ? null : memberOf(evaluator, type, name, 0)
  return type === null || member === null ? null : { name, member, owner: classNamed(evaluator, type) }
}

function classNamed(evaluator: Evaluator, type: Type): ts.ClassLikeDeclaration | null {
  if (ts.isClassLike(type)) return type
  const declaration =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? typeDeclaration(evaluator, type.typeName, type.typeName.text) : null
  return declaration !== null && ts.isClassLike(declaration) ? declaration : null
}

/** The type that the text gives an expression; null where it gives none. */
export function typeOf(evaluator: Evaluator, node: ts.Expression, depth = 0): Type | null {
  if (depth > deepest) return null
  const inner = unwrapped(node)
  if (inner !== null) return ts.isAsExpression(node) ? node.type : typeOf(evaluator, inner, depth + 1)
  if (ts.isIdentifier(node)) return typeOfName(evaluator, lookup(node, node.text), depth + 1)
  if (node.kind === ts.SyntaxKind.ThisKeyword) return classAround(node) ?? typeOfThis(node)
  if (ts.isPropertyAccessExpression(node)) {
    const object = typeOf(evaluator, node.expression, depth + 1)
    const member = object === null ? null : memberOf(evaluator, object, node.name.text, depth + 1)
    return member === null ? null : typeOfMember(evaluator, member, depth + 1)
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
  if (called.kind === 'function') return typeGiven(call, called.node) ?? called.node.type ?? null
  const member = memberByType(evaluator, callee)?.member
  if (member === undefined || depth > deepest) return null
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

function typeOfName(evaluator: Evaluator, declaration: ts.Node | null, depth: number): Type | null {
  if (declaration === null || depth > deepest) return null
  if (ts.isVariableDeclaration(declaration)) {
    if (declaration.type !== undefined) return declaration.type
    const { parent } = declaration
    if (ts.isVariableDeclarationList(parent) && ts.isForOfStatement(parent.parent)) {
      return itemOf(evaluator, typeOf(evaluator, parent.parent.expression, depth), depth)
    }
    return declaration.initializer === undefined ? null : typeOf(evaluator, declaration.initializer, depth)
  }
  if (ts.isParameter(declaration)) {
    return declaration.type ?? typeOfItem(evaluator, declaration, depth) ?? typeOfCallback(evaluator, declaration, depth)
  }
  if (ts.isBindingElement(declaration)) return typeOfPart(evaluator, declaration, depth)
  if (ts.isImportSpecifier(declaration)) {
    const value = evaluator.declared(declaration)
    return value.kind === 'instance' ? value.node : null
  }
  return null
}

/** `{ publisher }: Deps` */
function typeOfPart(evaluator: Evaluator, { parent: pattern, propertyName, name }: ts.BindingElement, depth: number): Type | null {
  const key = plainKey(ts.isIdentifier(name) ? (propertyName ?? name) : (propertyName ?? name))
  if (!ts.isObjectBindingPattern(pattern) || key.kind !== 'constant') return null
  const whole = ts.isBindingElement(pattern.parent)
    ? typeOfPart(evaluator, pattern.parent, depth + 1)
    : typeOfName(evaluator, pattern.parent, depth + 1)
  const member = whole === null ? null : memberOf(evaluator, whole, String(key.value), depth + 1)
  return member === null ? null : typeOfMember(evaluator, member, depth + 1)
}

/** `handlers.forEach((handler) => …)` */
function typeOfItem(evaluator: Evaluator, { parent }: ts.ParameterDeclaration, depth: number): Type | null {
  const call = parent.parent
  if (!ts.isCallExpression(call) || call.arguments[0] !== parent || !ts.isPropertyAccessExpression(call.expression)) return null
  return walks.has(call.expression.name.text) ? itemOf(evaluator, typeOf(evaluator, call.expression.expression, depth), depth) : null
}

/** `withOutbox((outbox) => …)`, where that takes a function of a declared type. */
function typeOfCallback(evaluator: Evaluator, parameter: ts.ParameterDeclaration, depth: number): Type | null {
  const { parent: callback } = parameter
  if (!(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return null
  const { parent: call } = callback
  const parameterIn = (type: ts.TypeNode | undefined): Type | null => {
    const taken = type === undefined ? null : functionType(evaluator, type, depth)
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

function functionType(evaluator: Evaluator, type: ts.TypeNode, depth: number): ts.FunctionTypeNode | null {
  if (depth > deepest) return null
  if (ts.isFunctionTypeNode(type)) return type
  if (ts.isParenthesizedTypeNode(type)) return functionType(evaluator, type.type, depth + 1)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  return declaration !== null && ts.isTypeAliasDeclaration(declaration) ? functionType(evaluator, declaration.type, depth + 1) : null
}

function itemOf(evaluator: Evaluator, type: Type | null, depth: number): Type | null {
  if (type === null || depth > deepest) return null
  if (ts.isArrayTypeNode(type)) return type.elementType
  if (ts.isTypeOperatorNode(type)) return itemOf(evaluator, type.type, depth + 1)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null
  if (lists.has(type.typeName.text)) return type.typeArguments?.[0] ?? null
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  return declaration !== null && ts.isTypeAliasDeclaration(declaration) ? itemOf(evaluator, declaration.type, depth + 1) : null
}

function typeOfMember(evaluator: Evaluator, member: Member, depth: number): Type | null {
  if (ts.isParameter(member) || ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) {
    if (member.type !== undefined) return member.type
    const given = ts.isPropertySignature(member) ? undefined : (member.initializer ?? assignedTo(member))
    return given === undefined ? null : typeOf(evaluator, given, depth)
  }
  return ts.isGetAccessor(member) ? (member.type ?? null) : null
}

/** `this.events = events` */
function assignedTo({ parent: owner, name }: ts.PropertyDeclaration | ts.ParameterDeclaration): ts.Expression | undefined {
  const all = ts.isClassLike(owner) ? assignmentsToMembers(owner).filter((one) => one.isOfInstance && one.name === name.getText()) : []
  return all.length === 1 ? (all[0]!.right ?? undefined) : undefined
}

/** The member of a type that has a name; null where the text tells none. */
export function memberOfType(evaluator: Evaluator, type: ts.Node, name: string): Member | null {
  return memberOf(evaluator, type, name, 0)
}

function memberOf(evaluator: Evaluator, type: ts.Node, name: string, depth: number): Member | null {
  if (depth > deepest) return null
  const inside = (one: ts.Node | null | undefined): Member | null => (one ? memberOf(evaluator, one, name, depth + 1) : null)
  const first = (all: Iterable<ts.Node>): Member | null => {
    for (const one of all) {
      const found = inside(one)
      if (found !== null) return found
    }
    return null
  }
  if (ts.isClassLike(type))
    return (
      classLine(evaluator, type)
        .map((owner) => fieldOf(owner, name))
        .find((one) => one !== null) ?? null
    )
  if (ts.isTypeLiteralNode(type)) return named(type.members, name)
  if (ts.isInterfaceDeclaration(type)) return named(type.members, name) ?? first(basesOf(evaluator, type))
  if (ts.isTypeAliasDeclaration(type)) return inside(type.type)
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return first(type.types)
  if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) return inside(type.type)
  if (ts.isTypeParameterDeclaration(type)) return inside(type.constraint)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  return declaration === null && transparent.has(type.typeName.text) ? inside(type.typeArguments?.[0]) : inside(declaration)
}

function named(members: readonly ts.TypeElement[], name: string): ts.TypeElement | null {
  return members.find((member) => isNamed(member, name)) ?? null
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
  const key = name === undefined || ts.isComputedPropertyName(name) ? null : plainKey(name)
  return key !== null && key.kind === 'constant' && String(key.value) === text
}

/** What an interface extends, or a class implements. */
function basesOf(evaluator: Evaluator, { heritageClauses }: ts.InterfaceDeclaration | ts.ClassLikeDeclaration): ts.Node[] {
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

/** The members that a method stands in for: of the interfaces that its class implements, and of the classes that it extends. */
export function membersAbove(evaluator: Evaluator, run: ts.Node): Member[] {
  const method = ts.isMethodDeclaration(run) ? run : run.parent
  if (!(ts.isMethodDeclaration(method) || ts.isPropertyDeclaration(method)) || !ts.isClassLike(method.parent)) return []
  const key = ts.isComputedPropertyName(method.name) ? null : plainKey(method.name)
  if (key?.kind !== 'constant') return []
  const [own, ...above] = classLine(evaluator, method.parent)
  const types = [own!, ...above].flatMap((owner) => basesOf(evaluator, owner))
  const found = [...above, ...types].map((type) => memberOf(evaluator, type, String(key.value), 0)).filter((one) => one !== null)
  return [...new Set(found)].filter((one) => one !== method)
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
