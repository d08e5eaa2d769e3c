import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { bare, plainKey } from '../syntax/unwrapped'
import { lookup } from '../syntax/scope'
import { typeDeclaration } from '../types/typeDeclaration'
import { memberOfType } from '../types/typeMembers'
import type { FunctionNode } from '../syntax/functionAround'

/** Names of the properties that a handler reads of `event.body`, by its parameter, its types and its text, in order of appearance. */
export function bodyFields(evaluator: Evaluator, { parameters: [parameter], body }: FunctionNode): string[] {
  const fields = new Set<string>()
  /** Declarations of names that stand for the event, and for its body. */
  const names = { event: new Set<ts.Node>(), body: new Set<ts.Node>() }
  if (parameter === undefined || body === undefined) return []

  function addTypeFields(type: ts.TypeNode | undefined): void {
    for (const { name } of type === undefined ? [] : members(evaluator, type)) {
      if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) fields.add(name.text)
    }
  }
  function bind(what: 'event' | 'body', name: ts.BindingName, declaration: ts.Node): void {
    if (ts.isIdentifier(name)) names[what].add(declaration)
    else
      for (const element of name.elements) {
        const key =
          ts.isBindingElement(element) && element.dotDotDotToken === undefined ? plainKey(element.propertyName ?? element.name) : null
        if (key !== null && what === 'body') fields.add(key)
        else if (key === 'body') bind('body', (element as ts.BindingElement).name, element)
      }
  }
  function stands(expression: ts.Expression, what: 'event' | 'body'): boolean {
    const inner = bare(expression)
    if (what === 'body' && ts.isPropertyAccessExpression(inner)) return inner.name.text === 'body' && stands(inner.expression, 'event')
    const declaration = ts.isIdentifier(inner) ? lookup(inner, inner.text) : null
    return declaration !== null && names[what].has(declaration)
  }
  function visit(child: ts.Node): void {
    if (ts.isVariableDeclaration(child) && child.initializer !== undefined) {
      if (stands(child.initializer, 'body')) {
        bind('body', child.name, child)
        addTypeFields(child.type)
      } else if (stands(child.initializer, 'event')) bind('event', child.name, child)
    } else if (ts.isPropertyAccessExpression(child) && stands(child.expression, 'body')) fields.add(child.name.text)
    else if (ts.isElementAccessExpression(child) && ts.isStringLiteralLike(child.argumentExpression) && stands(child.expression, 'body')) {
      fields.add(child.argumentExpression.text)
    } else if (ts.isAsExpression(child) && stands(child.expression, 'body')) addTypeFields(child.type)
    ts.forEachChild(child, visit)
  }

  const declared = parameter.type === undefined ? null : memberOfType(evaluator, parameter.type, 'body')
  addTypeFields((declared as Partial<ts.PropertySignature> | null)?.type)
  bind('event', parameter.name, parameter)
  visit(body)
  return [...fields]
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
