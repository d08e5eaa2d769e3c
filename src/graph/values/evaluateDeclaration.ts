import { ts } from 'ts-morph'
import { assignmentsTo, assignmentsToMembers, changesOf } from '../syntax/assignments'
import { assignedValues } from './assignedValues'
import { calculate } from './calculate'
import type { Evaluator } from './evaluate'
import { moduleOfCall } from './requiredModule'
import { evaluateType } from '../types/evaluateType'
import { objectCall } from './globalCalls'
import { grown } from './grown'
import { importOf } from '../syntax/importOf'
import { orAllowed } from '../types/typedMember'
import { keyOf } from './objectMembers'
import { choice } from './choice'
import { alternatives, constant, list, unknown, withoutKeys, type Value } from './value'
import { counted, itemOf, listItem } from './walkedItems'

export type LocalDeclaration = ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement

/** The value that a declaration gives its name. */
export function evaluateDeclaration(evaluator: Evaluator, node: ts.Node): Value {
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return evaluator.scoped({ kind: 'function', node })
  if (ts.isClassLike(node)) return evaluator.scoped({ kind: 'class', node })
  if (ts.isEnumDeclaration(node)) return { kind: 'enum', node }
  if (ts.isEnumMember(node)) return enumMember(evaluator, node)
  if (ts.isModuleDeclaration(node)) {
    return node.body !== undefined && ts.isModuleBlock(node.body) ? { kind: 'namespace', node: node.body } : unknown
  }
  if (ts.isVariableDeclaration(node)) return variable(evaluator, node)
  if (ts.isParameter(node)) return parameterValue(evaluator, node)
  if (ts.isBindingElement(node)) return bindingElement(evaluator, node)
  const file = node.getSourceFile().fileName
  const imported = importOf(node)
  if (imported !== null) return imported.isType ? unknown : evaluator.imported(file, imported.specifier, imported.name)
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

/** A list or map to which the file adds items, or whose items it moves, or what was put together and is given members since. */
export function changedList(evaluator: Evaluator, node: ts.VariableDeclaration, value: Value): Value {
  if (value.kind === 'record') return withMembers(evaluator, node, value)
  if (value.kind === 'choice') return choice(value.of.map((one) => changedList(evaluator, node, one)))
  const changes = value.kind === 'list' || value.kind === 'map' ? changesOf(node) : []
  return changes.length === 0 ? value : grown(evaluator, value, changes, evaluator.scope())
}

function withMembers(evaluator: Evaluator, node: ts.VariableDeclaration, record: Extract<Value, { kind: 'record' }>): Value {
  const assigned = assignmentsToMembers(node)
  const names = new Set(assigned.flatMap(({ name }) => name ?? []))
  const given = [...names].map((name): [string, Value] => {
    const first = assigned.some((one) => one.isAtOnce && one.name === name) ? [] : [evaluator.member(record, name)]
    return [name, choice([...first, ...assignedValues(evaluator, node, name)])]
  })
  return given.length === 0 ? record : { ...record, of: [...record.of, ...given] }
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
  if (node.dotDotDotToken !== undefined) {
    if (ts.isObjectBindingPattern(pattern)) return withoutKeys(whole, keysTakenOut(evaluator, pattern))
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

/** The keys that a pattern with a rest takes out by itself, as far as they are told. */
function keysTakenOut(evaluator: Evaluator, { elements }: ts.ObjectBindingPattern): string[] {
  const keys = elements.slice(0, -1).map(({ propertyName, name }) => keyOf(evaluator, propertyName ?? name))
  return keys.flatMap((key) => (key.kind === 'constant' ? [String(key.value)] : []))
}

/** What is not known of a value is what its declared type allows. */
export function withType(evaluator: Evaluator, value: Value, type: ts.TypeNode | undefined): Value {
  if (type === undefined || !alternatives(value).some(({ kind }) => kind === 'unknown')) return value
  const allowed = evaluateType(evaluator, type)
  if (allowed.kind === 'choice') evaluator.leaveUndecided()
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
