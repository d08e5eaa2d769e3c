import { ts } from 'ts-morph'
import { typeOf } from './declaredType'
import { typeOfName } from './typeOfName'
import type { Evaluator } from '../values/evaluate'
import { evaluateType } from './evaluateType'
import { lookup } from '../syntax/scope'
import { someNode } from '../syntax/someNode'
import { plainKey, unwrapped } from '../syntax/unwrapped'
import { alternatives, unknown, type Value } from '../values/value'

/** The value of what is called; where it is told at most that there may be nothing to call, the one that its declared type is written for: `typeof events`, `ReturnType<typeof createBus>`. Asked of calls, not of each evaluation: what types stand for is much. */
export function orByType(evaluator: Evaluator, value: Value, callee: ts.Expression): Value {
  const isUntold = alternatives(value).every(({ kind }) => kind === 'unknown' || kind === 'constant')
  return isUntold ? valueAt(evaluator, callee) : value
}

/** Whether a file declares a type that others can import, in which the SDK's events are: `interface Deps { events: typeof events }`. */
export function declaresSdkType(evaluator: Evaluator, source: ts.SourceFile): boolean {
  const isSdk = (node: ts.Node): boolean =>
    (ts.isTypeQueryNode(node) || ts.isImportTypeNode(node)) && evaluateType(evaluator, node).kind === 'sdk'
  return source.text.includes('typeof') && source.statements.some((one) => isType(one) && someNode(one, isSdk))
}

function isType(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node)
}

function valueAt(evaluator: Evaluator, node: ts.Expression): Value {
  const type = typeOf(evaluator, node)
  if (type !== null) return ts.isClassLike(type) ? unknown : evaluateType(evaluator, type)
  const inner = unwrapped(node)
  if (inner !== null) return valueAt(evaluator, inner)
  if (ts.isPropertyAccessExpression(node)) return evaluator.member(valueAt(evaluator, node.expression), node.name.text)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration !== null && ts.isBindingElement(declaration) ? takenOut(evaluator, declaration) : unknown
}

/** `({ events }: typeof ampt)` */
function takenOut(evaluator: Evaluator, { parent: pattern, propertyName, name }: ts.BindingElement): Value {
  const key = plainKey(propertyName ?? name)
  const type = typeOfName(evaluator, pattern.parent)
  return type === null || ts.isClassLike(type) || key === null ? unknown : evaluator.member(evaluateType(evaluator, type), key)
}
