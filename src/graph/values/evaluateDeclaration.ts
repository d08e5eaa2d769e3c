import { ts } from 'ts-morph'
import { assignmentsTo, changesOf } from '../syntax/assignments'
import { calculate } from './calculate'
import type { Evaluator } from './evaluate'
import { moduleOfCall } from './requiredModule'
import { evaluateType } from '../types/evaluateType'
import { objectCall } from './globalCalls'
import { grown } from './grown'
import { innerItem, itemLine, type Item } from './item'
import { eventFor } from '../calls/handledEvent'
import { lookup } from '../syntax/scope'
import { orAllowed } from '../types/typedMember'
import { keyOf } from './members'
import { choice } from './choice'
import { alternatives, constant, isNothing, list, unknown, withItem, type Value } from './value'

export type LocalDeclaration = ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement

/** The value that a declaration gives its name. */
export function evaluateDeclaration(evaluator: Evaluator, node: ts.Node): Value {
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return evaluator.scoped({ kind: 'function', node })
  if (ts.isClassLike(node)) return { kind: 'class', node }
  if (ts.isEnumDeclaration(node)) return { kind: 'enum', node }
  if (ts.isEnumMember(node)) return enumMember(evaluator, node)
  if (ts.isModuleDeclaration(node)) {
    return node.body !== undefined && ts.isModuleBlock(node.body) ? { kind: 'namespace', node: node.body } : unknown
  }
  if (ts.isVariableDeclaration(node)) return variable(evaluator, node)
  if (ts.isParameter(node)) return parameterValue(evaluator, node)
  if (ts.isBindingElement(node)) return bindingElement(evaluator, node)
  const file = node.getSourceFile().fileName
  if (ts.isImportSpecifier(node)) {
    const declaration = node.parent.parent.parent
    return node.isTypeOnly ? unknown : fromImport(evaluator, file, declaration, (node.propertyName ?? node.name).text)
  }
  if (ts.isNamespaceImport(node)) return fromImport(evaluator, file, node.parent.parent, null)
  if (ts.isImportClause(node)) return fromImport(evaluator, file, node.parent, 'default')
  if (ts.isImportEqualsDeclaration(node)) {
    const reference = node.moduleReference
    if (ts.isExternalModuleReference(reference)) {
      return ts.isStringLiteralLike(reference.expression) ? moduleOfCall(evaluator, file, reference.expression.text) : unknown
    }
    return entity(evaluator, reference)
  }
  return unknown
}

function entity(evaluator: Evaluator, name: ts.EntityName): Value {
  return ts.isIdentifier(name) ? evaluator.evaluate(name) : evaluator.member(entity(evaluator, name.left), name.right.text)
}

function fromImport(evaluator: Evaluator, file: string, declaration: ts.ImportDeclaration | ts.JSDocImportTag, name: string | null): Value {
  if (!ts.isImportDeclaration(declaration) || declaration.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return unknown
  return ts.isStringLiteral(declaration.moduleSpecifier) ? evaluator.imported(file, declaration.moduleSpecifier.text, name) : unknown
}

function variable(evaluator: Evaluator, node: ts.VariableDeclaration): Value {
  const { parent } = node
  if (ts.isVariableDeclarationList(parent) && ts.isForOfStatement(parent.parent))
    return itemOf(evaluator, evaluator.evaluate(parent.parent.expression), node)
  if (ts.isVariableDeclarationList(parent) && ts.isForInStatement(parent.parent)) {
    return itemOf(evaluator, objectCall(evaluator, 'keys', [evaluator.evaluate(parent.parent.expression)]), node)
  }
  if (ts.isVariableDeclarationList(parent) && ts.isForStatement(parent.parent)) {
    const counter = counted(evaluator, node, parent.parent)
    if (counter !== null) return counter
  }
  const initial = firstValues(evaluator, node)
  const isFixed = (parent.flags & ts.NodeFlags.Const) !== 0 || !ts.isIdentifier(node.name)
  if (isFixed) return withType(evaluator, changedList(evaluator, node, choice(initial)), ts.isIdentifier(node.name) ? node.type : undefined)
  return changedList(evaluator, node, assignedLater(evaluator, node, initial))
}

/** The values that a variable begins with and those it is given later; unknown where one of these is no expression of its own. */
function assignedLater(evaluator: Evaluator, node: ts.Node, initial: readonly Value[]): Value {
  const later = assignmentsTo(node)
  return later.includes(null)
    ? unknown
    : choice([...initial, ...later.flatMap((right) => (right === null ? [] : [evaluator.evaluate(right)]))])
}

/** A list or map to which the file adds items, or whose items it moves. */
export function changedList(evaluator: Evaluator, node: ts.VariableDeclaration, value: Value): Value {
  if (value.kind === 'choice') return choice(value.of.map((one) => changedList(evaluator, node, one)))
  const changes = value.kind === 'list' || value.kind === 'map' ? changesOf(node) : []
  return changes.length === 0 ? value : grown(evaluator, value, changes, evaluator.scope())
}

function parameterValue(evaluator: Evaluator, node: ts.ParameterDeclaration): Value {
  return assignedLater(evaluator, node, [passedValue(evaluator, node)])
}

/** What calls pass; where none is known, what the type allows. That of a bus allows all names: which of them a call passes that is not told, it does not tell. */
function passedValue(evaluator: Evaluator, node: ts.ParameterDeclaration): Value {
  return withDefault(evaluator, evaluator.passed(node) ?? listItem(evaluator, node) ?? allowedValue(evaluator, node), node.initializer)
}

/** `name?: 'a' | 'b'` */
function allowedValue(evaluator: Evaluator, { type, questionToken }: ts.ParameterDeclaration): Value {
  const allowed = withType(evaluator, unknown, type)
  return questionToken !== undefined && allowed.kind !== 'unknown' ? choice([allowed, constant(undefined)]) : allowed
}

/** The values that a name may begin with: none where it is declared without one. */
export function firstValues(evaluator: Evaluator, node: LocalDeclaration): readonly Value[] {
  if (ts.isParameter(node)) return [passedValue(evaluator, node)]
  if (ts.isBindingElement(node)) return [takenOut(evaluator, node)]
  return node.initializer === undefined ? [] : [evaluator.evaluate(node.initializer)]
}

/** The value of `event` in `events.on(name, (event) => …)`, of `name` in `names.forEach((name) => …)` and in `import(…).then((name) => …)`. */
function listItem(evaluator: Evaluator, node: ts.ParameterDeclaration): Value | null {
  const { parent } = node
  const place = (ts.isArrowFunction(parent) || ts.isFunctionExpression(parent)) && parent.parameters.indexOf(node)
  if (place === false || place > 1) return null
  const event = place === 0 ? eventFor(evaluator, node) : null
  if (event !== null) return event
  const call = parent.parent
  if (!ts.isCallExpression(call) || call.arguments[0] !== parent || !ts.isPropertyAccessExpression(call.expression)) return null
  const on = call.expression.name.text
  // (value, key) of a map
  if (on === 'forEach') {
    const map = evaluator.evaluate(call.expression.expression)
    if (map.kind === 'map')
      return itemOf(evaluator, { kind: 'list', of: map.of.map((entry) => evaluator.member(entry, String(1 - place))) }, parent)
  }
  // What a promise holds is what its `then` gives: waiting is not told apart.
  if (on === 'then') return place > 0 ? null : evaluator.evaluate(call.expression.expression)
  if (!['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find'].includes(on)) return null
  const walked = evaluator.evaluate(call.expression.expression)
  if (!alternatives(walked).every((one) => one.kind === 'list' || isNothing(one))) return null
  if (place > 0) return walked.kind === 'list' ? placeIn(evaluator, walked, parent.parameters[0]!) : null
  return itemOf(evaluator, walked, node)
}

/** Where the item of a list stands that is at hand. */
function placeIn(evaluator: Evaluator, { of, isLoose }: Extract<Value, { kind: 'list' }>, walk: ts.Node): Value {
  return isLoose === true ? unknown : itemOf(evaluator, { kind: 'list', of: of.map((_, place) => constant(place)) }, walk)
}

/** `for (let i = 0; i < names.length; i++)` */
function counted(evaluator: Evaluator, node: ts.VariableDeclaration, { condition, incrementor }: ts.ForStatement): Value | null {
  if (condition === undefined || !ts.isBinaryExpression(condition) || condition.operatorToken.kind !== ts.SyntaxKind.LessThanToken)
    return null
  if (incrementor === undefined || !(ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor))) return null
  if (!ts.isPropertyAccessExpression(condition.right) || condition.right.name.text !== 'length') return null
  const isOwn = [condition.left, incrementor.operand].every((one) => ts.isIdentifier(one) && lookup(one, one.text) === node)
  if (!isOwn || incrementor.operator !== ts.SyntaxKind.PlusPlusToken || assignmentsTo(node).length > 1) return null
  const start = node.initializer === undefined ? unknown : evaluator.evaluate(node.initializer)
  const walked = evaluator.evaluate(condition.right.expression)
  return start.kind === 'constant' && start.value === 0 && walked.kind === 'list' ? placeIn(evaluator, walked, node) : null
}

function bindingElement(evaluator: Evaluator, node: ts.BindingElement): Value {
  return assignedLater(evaluator, node, [takenOut(evaluator, node)])
}

function takenOut(evaluator: Evaluator, node: ts.BindingElement): Value {
  const pattern = node.parent
  const whole = ts.isVariableDeclaration(pattern.parent)
    ? variable(evaluator, pattern.parent)
    : ts.isParameter(pattern.parent)
      ? parameterValue(evaluator, pattern.parent)
      : bindingElement(evaluator, pattern.parent)
  // The rest of an object still holds what was not taken out of it.
  if (node.dotDotDotToken !== undefined) {
    if (ts.isObjectBindingPattern(pattern)) return whole
    return whole.kind === 'list'
      ? list(whole.isLoose === true ? whole.of : whole.of.slice(pattern.elements.indexOf(node)), whole.isLoose)
      : unknown
  }
  if (ts.isArrayBindingPattern(pattern))
    return withDefault(evaluator, evaluator.member(whole, String(pattern.elements.indexOf(node))), node.initializer)
  const name = node.propertyName ?? node.name
  const key = keyOf(evaluator, name)
  const value = key.kind === 'constant' ? evaluator.member(whole, String(key.value)) : unknown
  return withDefault(evaluator, orAllowed(evaluator, value, node), node.initializer)
}

/** What is not known of a value is what its declared type allows. */
export function withType(evaluator: Evaluator, value: Value, type: ts.TypeNode | undefined): Value {
  if (type === undefined || !alternatives(value).some(({ kind }) => kind === 'unknown')) return value
  const allowed = evaluateType(evaluator, type)
  return allowed.kind === 'unknown' ? value : choice([...alternatives(value).filter(({ kind }) => kind !== 'unknown'), allowed])
}

function withDefault(evaluator: Evaluator, value: Value, initializer: ts.Expression | undefined): Value {
  if (initializer === undefined) return value
  const values = alternatives(value).map((one) => {
    if (one.kind === 'constant' && one.value === undefined) return evaluator.evaluate(initializer)
    return one.kind === 'unknown' ? choice([one, evaluator.evaluate(initializer)]) : one
  })
  return choice(values)
}

function enumMember(evaluator: Evaluator, node: ts.EnumMember): Value {
  if (node.initializer !== undefined) return evaluator.evaluate(node.initializer)
  const index = node.parent.members.indexOf(node)
  if (index === 0) return constant(0)
  return calculate(evaluator.declared(node.parent.members[index - 1]!), ts.SyntaxKind.PlusToken, constant(1)) ?? unknown
}

/** A value as an item of a walk, which stays the item of walks around that it is: `for (const one of [].concat(name))`. */
function asItem(value: Value, { walk, index }: Item, ofList: Item | undefined): Value {
  const added = value.item?.added
  const own = added !== undefined || itemLine(value.item).some((one) => one.walk === walk) ? undefined : value.item
  const around = innerItem(own, ofList)
  return withItem(value, { walk, index, ...(around !== undefined && { around }), ...(added !== undefined && { added }) })
}

/** The item of a list that is at hand, else any, as a walk (the declaration that takes each) meets it. */
export function itemOf(evaluator: Evaluator, list: Value, walk: ts.Node): Value {
  const atHand = evaluator.indexIn(walk)
  const itemsIn = ({ of, item: around }: Extract<Value, { kind: 'list' | 'map' }>): readonly Value[] => {
    const items = of.map((one, index) => choice(alternatives(one).map((own) => asItem(own, { walk, index }, around))))
    return atHand === null ? items : items.slice(atHand, atHand + 1)
  }
  // Of several lists, such as the members of each item of a walk around this one, each item stays with its list.
  const all = alternatives(list).filter((one) => !isNothing(one))
  if (list.kind === 'choice' && all.some((one) => one.kind === 'list')) {
    return choice(all.flatMap((one) => (one.kind !== 'list' ? [unknown] : one.item === undefined ? one.of : itemsIn(one))))
  }
  return list.kind === 'list' || list.kind === 'map' ? choice(itemsIn(list)) : unknown
}
