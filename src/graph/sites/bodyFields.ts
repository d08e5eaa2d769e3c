import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { unwrapped } from '../syntax/unwrapped'
import { lookup } from '../syntax/scope'
import { typeDeclaration } from '../types/typeDeclaration'
import type { FunctionNode } from '../syntax/functionAround'

/** Names of the properties that a handler reads of `event.body`, by its parameter, its types and its text, in order of appearance. */
export function bodyFields(evaluator: Evaluator, node: FunctionNode): string[] {
  const fields = new Set<string>()
  const parameter = node.parameters[0]
  if (parameter === undefined || node.body === undefined) return []
  if (parameter.type !== undefined) addTypeFields(evaluator, propertyType(evaluator, parameter.type, 'body'), fields)

  /** Names that stand for the event, and for its body. */
  const eventNames = new Set<ts.Node>()
  const bodyNames = new Set<ts.Node>()

  function bindEvent(name: ts.BindingName, declaration: ts.Node): void {
    if (ts.isIdentifier(name)) eventNames.add(declaration)
    else
      for (const element of name.elements) {
        if (ts.isBindingElement(element) && keyOf(element) === 'body') bindBody(element.name, element)
      }
  }
  function bindBody(name: ts.BindingName, declaration: ts.Node): void {
    if (ts.isIdentifier(name)) bodyNames.add(declaration)
    else
      for (const element of name.elements) {
        const key = ts.isBindingElement(element) && element.dotDotDotToken === undefined ? keyOf(element) : null
        if (key !== null) fields.add(key)
      }
  }
  function declarationOf(expression: ts.Expression): ts.Node | null {
    return ts.isIdentifier(expression) ? lookup(expression, expression.text) : null
  }
  function isEvent(expression: ts.Expression): boolean {
    const inner = bare(expression)
    const declaration = declarationOf(inner)
    return declaration !== null && eventNames.has(declaration)
  }
  function isBody(expression: ts.Expression): boolean {
    const inner = bare(expression)
    if (ts.isPropertyAccessExpression(inner)) return inner.name.text === 'body' && isEvent(inner.expression)
    const declaration = declarationOf(inner)
    return declaration !== null && bodyNames.has(declaration)
  }
  function visit(child: ts.Node): void {
    if (ts.isVariableDeclaration(child) && child.initializer !== undefined) {
      if (isBody(child.initializer)) {
        bindBody(child.name, child)
        addTypeFields(evaluator, child.type ?? null, fields)
      } else if (isEvent(child.initializer)) bindEvent(child.name, child)
    } else if (ts.isPropertyAccessExpression(child) && isBody(child.expression)) fields.add(child.name.text)
    else if (ts.isElementAccessExpression(child) && ts.isStringLiteralLike(child.argumentExpression) && isBody(child.expression)) {
      fields.add(child.argumentExpression.text)
    } else if (ts.isAsExpression(child) && isBody(child.expression)) addTypeFields(evaluator, child.type, fields)
    ts.forEachChild(child, visit)
  }

  bindEvent(parameter.name, parameter)
  visit(node.body)
  return [...fields]
}

function bare(expression: ts.Expression): ts.Expression {
  const inner = unwrapped(expression)
  return inner === null ? expression : bare(inner)
}

function keyOf({ propertyName, name }: ts.BindingElement): string | null {
  const key = propertyName ?? name
  return ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : null
}

function addTypeFields(evaluator: Evaluator, type: ts.TypeNode | null, fields: Set<string>): void {
  for (const member of type === null ? [] : members(evaluator, type)) {
    if (ts.isPropertySignature(member) && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) fields.add(member.name.text)
  }
}

function propertyType(evaluator: Evaluator, type: ts.TypeNode, name: string): ts.TypeNode | null {
  const found = members(evaluator, type).find((member) => member.name !== undefined && member.name.getText() === name)
  return found !== undefined && ts.isPropertySignature(found) ? (found.type ?? null) : null
}

/** The members that a type's text lists: literals, intersections, and interfaces and aliases of the project by name. */
function members(evaluator: Evaluator, type: ts.TypeNode, depth = 0): readonly ts.TypeElement[] {
  if (depth > 4) return []
  if (ts.isTypeLiteralNode(type)) return type.members
  if (ts.isParenthesizedTypeNode(type)) return members(evaluator, type.type, depth + 1)
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((one) => members(evaluator, one, depth + 1))
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return []
  const declaration = typeDeclaration(evaluator, type.typeName, type.typeName.text)
  if (declaration === null) return []
  if (ts.isTypeAliasDeclaration(declaration)) return members(evaluator, declaration.type, depth + 1)
  return ts.isInterfaceDeclaration(declaration) ? declaration.members : []
}
