import { ts } from 'ts-morph'
import { binaryValue } from './binaryValue'
import { prefixed } from './calculate'
import { choice } from './choice'
import { conversionNames } from './convert'
import { superMember, thisValue } from './thisValue'
import type { Evaluator } from './evaluate'
import { evaluateCall } from './evaluateCall'
import { withType } from './evaluateDeclaration'
import { grownElsewhere, mayGrow } from './grown'
import { calledOnFresh } from './isFresh'
import { anyMember } from './members'
import { narrowed } from './narrowed'
import { newValue } from './newValue'
import { orNothing } from './orNothing'
import { isModuleExports } from '../modules/moduleExports'
import { isImport } from '../syntax/importOf'
import { lookup } from '../syntax/scope'
import { taggedText, templateText } from './templateText'
import { orAllowed } from '../types/typedMember'
import { keyAt } from './keyAt'
import { unwrapped } from '../syntax/unwrapped'
import { pickedBy } from './picked'
import {
  alternatives,
  constant,
  eachPair,
  list,
  namesAmong,
  otherItems,
  truth,
  typeofValue,
  unknown,
  type Scope,
  type Value,
} from './value'
import { isReassigned, valueWhereRead } from './valueWhereRead'
import { isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import { methodOf } from '../syntax/prototypes'

const globalConstants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['undefined', constant(undefined)],
  ['NaN', constant(NaN)],
  ['Infinity', constant(Infinity)],
  ...conversionNames.map((name) => [name, { kind: 'conversion', name }] as const),
])

/** What an expression stands for, by its kind. */
export function evaluateExpression(evaluator: Evaluator, node: ts.Expression): Value {
  if (ts.isStringLiteralLike(node)) return { kind: 'constant', value: node.text, literal: node }
  if (ts.isIdentifier(node)) return identifier(evaluator, node)
  if (ts.isPropertyAccessExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return superMember(evaluator, node)
    if (isModuleExports(node) && lookup(node, 'module') === null) return { kind: 'module', file: node.getSourceFile().fileName }
    return access(evaluator, node)
  }
  if (ts.isElementAccessExpression(node)) return access(evaluator, node)
  if (ts.isNumericLiteral(node)) return constant(Number(node.text))
  if (ts.isTemplateExpression(node)) return templateText(evaluator, node)
  if (ts.isTaggedTemplateExpression(node)) return taggedText(evaluator, node)
  if (ts.isRegularExpressionLiteral(node)) return { kind: 'pattern', node }
  if (ts.isCallExpression(node)) return evaluator.remembered(node, () => evaluateCall(evaluator, node))
  if (ts.isBinaryExpression(node)) return binaryValue(evaluator, node)
  if (ts.isConditionalExpression(node)) {
    const { value, isTrue } = decides(evaluator, node.condition)
    if (isTrue !== null) return evaluator.evaluate(isTrue ? node.whenTrue : node.whenFalse)
    const [whenTrue, whenFalse] = [evaluator.evaluate(node.whenTrue), evaluator.evaluate(node.whenFalse)]
    if (value.kind !== 'choice') return choice([whenTrue, whenFalse])
    return choice(
      value.of.flatMap((one) => {
        const told = truth(one)
        return eachPair(one, told === null ? choice([whenTrue, whenFalse]) : told ? whenTrue : whenFalse, (_, other) => other)
      }),
    )
  }
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return evaluator.scoped({ kind: 'function', node })
  if (ts.isObjectLiteralExpression(node)) return evaluator.scoped({ kind: 'object', node })
  if (ts.isClassExpression(node)) return evaluator.scoped({ kind: 'class', node })
  if (ts.isArrayLiteralExpression(node)) return listed(evaluator, node)
  if (ts.isNewExpression(node)) return evaluator.remembered(node, () => newValue(evaluator, node))
  if (ts.isTypeOfExpression(node)) return choice(alternatives(evaluator.evaluate(node.expression)).map(typeofValue))
  if (ts.isPrefixUnaryExpression(node)) return prefixed(node.operator, evaluator.evaluate(node.operand))
  const inner = unwrapped(node)
  if (inner !== null)
    return ts.isAssertionExpression(node) ? withType(evaluator, evaluator.evaluate(inner), node.type) : evaluator.evaluate(inner)
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return constant(true)
    case ts.SyntaxKind.FalseKeyword:
      return constant(false)
    case ts.SyntaxKind.NullKeyword:
      return constant(null)
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.SuperKeyword:
      return thisValue(evaluator, node)
    default:
      return unknown
  }
}

/** What a condition comes to, whoever calls; null where that is not told. */
function decides(evaluator: Evaluator, condition: ts.Expression): { readonly value: Value; readonly isTrue: boolean | null } {
  const { value, wanted, isOpen } = evaluator.evaluateAsking(condition)
  wanted.forEach((one) => evaluator.want(one, true))
  return isOpen ? { value: unknown, isTrue: null } : { value, isTrue: truth(value) }
}

function listed(evaluator: Evaluator, node: ts.ArrayLiteralExpression): Value {
  let isLoose = false
  const items = evaluator.eachOf(node.elements, (element): readonly Value[] => {
    if (!ts.isSpreadElement(element)) return [evaluator.evaluate(element)]
    const spread = evaluator.evaluate(element.expression)
    // After a list of unknown length no place is known.
    if (spread.kind !== 'list' || spread.isLoose === true) isLoose = true
    return alternatives(spread).flatMap((one) => (one.kind === 'list' ? one.of : [otherItems]))
  })
  const made = list(items.flat(), isLoose)
  return mayGrow(node) ? grownElsewhere(evaluator, node, made) : made
}

function identifier(evaluator: Evaluator, node: ts.Identifier): Value {
  const declaration = lookup(node, node.text)
  if (declaration !== null) {
    if (isReassigned(evaluator, declaration))
      return evaluator.remembered(node, () => valueWhereRead(evaluator, declaration, node) ?? evaluator.declared(declaration))
    return narrowed(evaluator, evaluator.declared(declaration), node)
  }
  // What a CommonJS module gives: exports.name
  if (node.text === 'exports') return { kind: 'module', file: node.getSourceFile().fileName }
  return node.text === 'arguments' ? argumentsAt(evaluator, node) : (globalConstants.get(node.text) ?? unknown)
}

/** `arguments` of the function around. */
function argumentsAt(evaluator: Evaluator, node: ts.Identifier): Value {
  const around = ts.findAncestor(node, (one): one is FunctionNode => ts.isFunctionLike(one) && !ts.isArrowFunction(one) && 'body' in one)
  if (around === undefined) return unknown
  for (let one = evaluator.scope(); one !== null; one = one.outer) {
    const inCall = one.passed.get(around)
    if (inCall !== undefined) return inCall
  }
  evaluator.want(around)
  return unknown
}

function access(evaluator: Evaluator, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Value {
  // Of what is imported it is the same in all calls, but for the item at hand.
  const scope = evaluator.scope()
  if (scope !== null && isOfImport(node) && !hasItem(scope)) return evaluator.within(null, () => access(evaluator, node))
  return evaluator.remembered(node, () => {
    const found = evaluator.evaluate(node.expression)
    const value = ts.isPropertyAccessExpression(node) ? calledOnFresh(evaluator, node, found) : found
    // What is not there has no members: it throws.
    const object = value.kind === 'choice' && !ts.isOptionalChain(node) ? choice(namesAmong(value)) : value
    const key = keyIn(evaluator, node, object)
    if (key.kind !== 'choice') {
      const value = keyed(evaluator, object, key, node)
      if (isOfOpenThis(evaluator, node.expression) && value.kind === 'constant' && value.value === undefined) return unknown
      return isCallee(node) ? value : narrowed(evaluator, orAllowed(evaluator, value, node), node)
    }
    return pickedBy(evaluator, choice(eachPair(key, object, (one, other) => keyed(evaluator, other, one, node))), node)
  })
}

function keyIn(evaluator: Evaluator, node: ts.PropertyAccessExpression | ts.ElementAccessExpression, { kind }: Value): Value {
  if (ts.isPropertyAccessExpression(node)) return constant(node.name.text)
  // Past the end of a list there is nothing.
  return kind === 'list' ? evaluator.evaluate(node.argumentExpression) : keyAt(evaluator, node.argumentExpression)
}

function keyed(evaluator: Evaluator, object: Value, key: Value, node: ts.Expression): Value {
  // `steps[i + 1]` is another than the item at hand: which one, only the order tells.
  const isNeighbour = ts.isElementAccessExpression(node) && ts.isBinaryExpression(node.argumentExpression)
  if (isNeighbour && object.kind === 'list' && object.isLoose === true) return unknown
  if (key.kind === 'constant') return evaluator.member(object, String(key.value))
  evaluator.leaveUndecided()
  return orNothing(pickedBy(evaluator, anyMember(evaluator, object), node), node)
}

/** Whether it is `this` in a method of an object that may be put into others, which its callers tell: they may have what that has not, or has otherwise. */
function isOfOpenThis(evaluator: Evaluator, node: ts.Expression): boolean {
  const around = node.kind === ts.SyntaxKind.ThisKeyword && evaluator.self() === null ? ts.findAncestor(node, isMethod) : undefined
  if (around === undefined || methodOf(around).object === null) return false
  evaluator.want(around)
  return true
}

function isMethod(node: ts.Node): node is FunctionNode {
  return isFunctionNode(node) && !ts.isArrowFunction(node)
}

/** Whether a member is one of what a file imports. */
function isOfImport(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isOfImport(node.expression)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration !== null && isImport(declaration)
}

function hasItem(scope: Scope | null): boolean {
  return scope !== null && (scope.item !== null || hasItem(scope.outer))
}

function isCallee(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node
}
