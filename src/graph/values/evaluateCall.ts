import { ts } from 'ts-morph'
import { bound } from './bound'
import { scopeAround } from '../calls/callScopes'
import { memberByType } from '../types/declaredType'
import type { Evaluator } from './evaluate'
import { withType } from './evaluateDeclaration'
import { inferredClasses } from '../types/inferredClass'
import { convert } from './convert'
import { globalCalls } from './globalCalls'
import { isMadeOnce } from './grown'
import { lodashCall } from './lodashCall'
import { metadataOf } from './metadata'
import { methodCall } from './methodCall'
import { argumentValues } from '../calls/passedTo'
import { lookup } from '../syntax/scope'
import { standsIn } from '../syntax/standsIn'
import { keyAt } from './keyAt'
import { orNothing } from './orNothing'
import { pickedBy, pickedIn } from './picked'
import { isInterop, isModuleCall, requiredBy } from './requiredModule'
import { choice } from './choice'
import { alternatives, list, mayBeAny, namesAmong, otherItems, unknown, withItem, type Value } from './value'
import { madeByPackage } from './router'
import { ofCall } from './ofCall'
import { itemOf } from './walkedItems'

/** What a call gives, for the calls that constants and imports are made of. */
export function evaluateCall(evaluator: Evaluator, node: ts.CallExpression): Value {
  const callee = node.expression
  const [first] = node.arguments
  if (isModuleCall(node)) return requiredBy(evaluator, node, callee.kind === ts.SyntaxKind.ImportKeyword) ?? unknown
  const wrapped = first !== undefined && ts.isCallExpression(first) && isInterop(callee) ? requiredBy(evaluator, first) : null
  if (wrapped !== null) return wrapped
  if (ts.isIdentifier(callee) && callee.text === 'Symbol' && lookup(callee, 'Symbol') === null) return symbol(evaluator, node)
  const ofLodash = lodashCall(evaluator, node)
  if (ofLodash !== null) return ofLodash
  if (ts.isPropertyAccessExpression(callee) && callee.expression.kind !== ts.SyntaxKind.SuperKeyword) {
    const { expression: object, name } = callee
    if (ts.isIdentifier(object) && Object.hasOwn(globalCalls, object.text) && lookup(object, object.text) === null) {
      return globalCalls[object.text]!(evaluator, name.text, argumentValues(evaluator, node.arguments))
    }
    const kept = metadataOf(evaluator, node)
    if (kept !== null) return kept
    const lent = name.text === 'call' ? /^(?:Array\.prototype|\[\])\.(\w+)$/.exec(object.getText()) : null
    if (lent !== null && first !== undefined) {
      return methodCall(evaluator, evaluator.evaluate(first), lent[1]!, argumentValues(evaluator, node.arguments.slice(1))) ?? unknown
    }
    const value = evaluator.evaluate(object)
    if (value.kind === 'made') return evaluator.scoped({ kind: 'made', part: value.part, node, of: value })
    if (name.text === 'bind' && (value.kind === 'sdk' || value.kind === 'function')) return bound(evaluator, value, node.arguments.slice(1))
    const isOfPromise = name.text === 'then' && value.kind !== 'unknown' && evaluator.member(value, 'then').kind !== 'function'
    if (isOfPromise && first !== undefined) {
      const next = evaluator.evaluate(first)
      return next.kind === 'function' ? evaluator.returned(next, [value]) : unknown
    }
    const args = (): readonly Value[] =>
      value.kind === 'map' ? node.arguments.map((one) => keyAt(evaluator, one)) : argumentValues(evaluator, node.arguments)
    const given = isBuiltIn(value) ? methodCall(evaluator, value, name.text, args()) : null
    const builtIn = given !== null && value.kind === 'map' && name.text === 'get' ? pickedBy(evaluator, given, node) : given
    const ofList = builtIn ?? takenOf(evaluator, value, name.text, node) ?? mappedOf(evaluator, value, name.text, first)
    return ofList ?? returnedOf(evaluator, evaluator.member(value, name.text), node)
  }
  return returnedOf(evaluator, evaluator.evaluate(callee), node)
}

/** The symbol that the call at hand makes. */
function symbol(evaluator: Evaluator, node: ts.CallExpression): Value {
  const scope = scopeAround(node, evaluator.scope())
  if (scope !== null) return { kind: 'unknown', made: node, scope }
  return isMadeOnce(node) ? { kind: 'unknown', made: node } : unknown
}

function returnedOf(evaluator: Evaluator, called: Value, node: ts.CallExpression): Value {
  if (called.kind === 'choice') {
    // What is not there cannot be called: it throws.
    const there = ts.isOptionalChain(node) ? called.of : namesAmong(called)
    return choice(evaluator.eachOf(there, (one) => withItem(returnedOf(evaluator, one, node), one.item)))
  }
  if (called.kind === 'sdk' || called.kind === 'made') return evaluator.scoped({ kind: 'made', part: called.part, node, of: null })
  if (called.kind === 'unknown') return madeByPackage(evaluator, node) ?? resolvedByType(evaluator, node)
  if (called.kind === 'conversion') return convert(called.name, argumentValues(evaluator, node.arguments))
  if (called.kind !== 'function') return unknown
  const args = argumentValues(evaluator, node.arguments)
  const picked = pickedIn(evaluator, called.node, evaluator.returned(called, args), node)
  const value = ofCall(evaluator, called, args, node, picked)
  // Each call of what makes a symbol makes one of its own.
  if (value.kind === 'unknown' && value.made !== undefined && standsIn(value.made, called.node)) return symbol(evaluator, node)
  if (value.kind !== 'unknown' || value.made !== undefined) return value
  const classes = inferredClasses(evaluator, called.node, node)
  return withType(evaluator, choice(classes.map((one): Value => ({ kind: 'instance', node: one }))), called.node.type)
}

/** `container.resolve(Mailer)` of a container that is known by its type alone. */
function resolvedByType(evaluator: Evaluator, node: ts.CallExpression): Value {
  const isOfClass = node.arguments.some(
    (one) => ts.isIdentifier(one) && alternatives(evaluator.evaluate(one)).some(({ kind }) => kind === 'class'),
  )
  const member = isOfClass ? memberByType(evaluator, node.expression)?.member : undefined
  // asyncHandler(async (req, res) => { … })
  if (member === undefined) return node.arguments.some(mayBeFunction) ? { kind: 'unknown', by: node } : unknown
  return choice(inferredClasses(evaluator, member, node).map((one): Value => ({ kind: 'instance', node: one })))
}

function mayBeFunction(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isIdentifier(node) || ts.isCallExpression(node)
}

function isBuiltIn(value: Value): boolean {
  return alternatives(value).every(({ kind }) => ['list', 'map', 'text', 'constant', 'pattern'].includes(kind))
}

/** `queue.shift()`: any item of the list, as a walk meets it; of one that was just made, such as by `split`, the first. */
function takenOf(evaluator: Evaluator, value: Value, name: string, node: ts.CallExpression): Value | null {
  if (value.kind !== 'list') return null
  const isNew = ts.isPropertyAccessExpression(node.expression) && ts.isCallExpression(node.expression.expression)
  if (isNew && value.isLoose !== true && (name === 'shift' || name === 'pop')) return value.of.at(name === 'pop' ? -1 : 0) ?? unknown
  if (name === 'at') return orNothing(itemOf(evaluator, value, node), node)
  const [run] = node.arguments
  const found =
    run !== undefined && (name === 'find' || name === 'findLast') ? methodCall(evaluator, value, 'filter', [evaluator.evaluate(run)]) : null
  return found !== null || name === 'shift' || name === 'pop' ? itemOf(evaluator, found ?? value, node) : null
}

/** `body.ids.map((id) => removed(id))`: what is made of each item of a list that is not known. */
function mappedOf(evaluator: Evaluator, value: Value, name: string, run: ts.Expression | undefined): Value | null {
  if (value.kind !== 'unknown' || run === undefined || (name !== 'map' && name !== 'flatMap')) return null
  const made = methodCall(evaluator, list([otherItems], true), name, [evaluator.evaluate(run)])
  return made?.kind === 'list' && !made.of.every(mayBeAny) ? made : null
}
