import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { memberByType, takenFrom, typeOf, typeOfGiven, typeOfMember, type Type } from './declaredType'
import { functionType } from './functionType'
import { heldType, isKeyed } from './heldType'
import { memberOfType } from './typeMembers'
import { writtenType } from './typeDeclaration'
import { plainKey } from '../syntax/unwrapped'
import { walkOf } from '../syntax/walkOf'

/** The type of what a declaration names; null where the text gives none. */
export function typeOfName(evaluator: Evaluator, declaration: ts.Node | null): Type | null {
  if (declaration === null) return null
  if (ts.isVariableDeclaration(declaration)) {
    const written = writtenType(declaration)
    if (written !== undefined) return written
    const walked = walkedBy(declaration)
    if (walked !== null) return typeOfItem(evaluator, walked)
    return declaration.initializer === undefined ? null : typeOf(evaluator, declaration.initializer)
  }
  if (ts.isParameter(declaration)) {
    const walked = walkedBy(declaration)
    const item = walked === null ? null : typeOfItem(evaluator, walked)
    return writtenType(declaration) ?? item ?? typeOfCallback(evaluator, declaration)
  }
  if (ts.isBindingElement(declaration)) return typeOfPart(evaluator, declaration)
  return ts.isImportSpecifier(declaration) ? evaluator.importedInstance(declaration) : null
}

/** `{ publisher }: Deps`, `[, publisher] of publishers` */
function typeOfPart(evaluator: Evaluator, element: ts.BindingElement): Type | null {
  const { parent: pattern } = element
  if (ts.isArrayBindingPattern(pattern)) return typeOfPlace(evaluator, pattern, pattern.elements.indexOf(element))
  const { type, name } = takenFrom(evaluator, element)
  const member = type === null ? null : memberOfType(evaluator, type, name)
  if (member !== null) return typeOfMember(evaluator, member)
  const key = plainKey(element.propertyName ?? element.name)
  return key === null ? null : typeOfGiven(evaluator, pattern.parent, key)
}

function typeOfPlace(evaluator: Evaluator, { parent }: ts.ArrayBindingPattern, place: number): Type | null {
  const walked = ts.isBindingElement(parent) ? null : walkedBy(parent)
  const table = walked === null ? null : typeOf(evaluator, walked)
  if (table !== null && isKeyed(evaluator, table)) return place === 1 ? heldType(evaluator, table) : null
  const whole = typeOfName(evaluator, parent)
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
function typeOfItem(evaluator: Evaluator, walked: ts.Expression): Type | null {
  if (!ts.isCallExpression(walked) || !ts.isPropertyAccessExpression(walked.expression) || walked.expression.name.text !== 'values')
    return heldType(evaluator, typeOf(evaluator, walked))
  // Object.values(…)
  return heldType(evaluator, typeOf(evaluator, walked.arguments[0] ?? walked.expression.expression))
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
