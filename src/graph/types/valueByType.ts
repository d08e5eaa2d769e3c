import { ts } from 'ts-morph'
import { typeOf, typeOfName } from './declaredType'
import type { Evaluator } from '../values/evaluate'
import { evaluateType } from './evaluateType'
import { lookup } from '../syntax/scope'
import { plainKey, unwrapped } from '../syntax/unwrapped'
import { unknown, type Value } from '../values/value'

/** Longer ways are for a type checker. */
const deepest = 8

/**
 * What is called where its value is not known and its declared type says of which value it is: `typeof events`, and what a function gives,
 * `ReturnType<typeof createBus>`. Unknown for all other types.
 */
export function calledByType(evaluator: Evaluator, callee: ts.Expression): Value {
  return ts.isPropertyAccessExpression(callee) || ts.isIdentifier(callee) ? valueAt(evaluator, callee, 0) : unknown
}

/** Whether a file declares a type that others can import, in which the SDK's events are: `interface Deps { events: typeof events }`. */
export function declaresSdkType(evaluator: Evaluator, source: ts.SourceFile): boolean {
  const isSdk = (node: ts.Node): boolean =>
    ts.isTypeQueryNode(node) || ts.isImportTypeNode(node)
      ? evaluateType(evaluator, node).kind === 'sdk'
      : ts.forEachChild(node, (child) => isSdk(child) || undefined) === true
  return source.text.includes('typeof') && source.statements.some((one) => isType(one) && isSdk(one))
}

function isType(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node)
}

function valueAt(evaluator: Evaluator, node: ts.Expression, depth: number): Value {
  if (depth > deepest) return unknown
  const type = typeOf(evaluator, node)
  if (type !== null) return ts.isClassLike(type) ? unknown : evaluateType(evaluator, type)
  const inner = unwrapped(node)
  if (inner !== null) return valueAt(evaluator, inner, depth + 1)
  if (ts.isPropertyAccessExpression(node)) return evaluator.member(valueAt(evaluator, node.expression, depth + 1), node.name.text)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration !== null && ts.isBindingElement(declaration) ? takenOut(evaluator, declaration) : unknown
}

/** `({ events }: typeof ampt)` */
function takenOut(evaluator: Evaluator, { parent: pattern, propertyName, name }: ts.BindingElement): Value {
  const key = plainKey(propertyName ?? name)
  const type = typeOfName(evaluator, pattern.parent)
  return type === null || ts.isClassLike(type) || key === null ? unknown : evaluator.member(evaluateType(evaluator, type), key)
}
