import { ts } from 'ts-morph'
import { plainName } from '../../contract/names'
import { typeOf } from './declaredType'
import type { Evaluator } from '../values/evaluate'
import { evaluateType } from './evaluateType'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import { alternatives } from '../values/value'
import type { Given } from '../calls/given'

/** Longer ways are for a type checker. */
const deepest = 12

/**
 * The literals by which declared types allow a name: of the variables, parameters and members that it goes through on its way to an argument,
 * in the calls that lead there (`given`). Null where such a type allows it in another way, such as by a key.
 */
export function typeSpellings(
  evaluator: Evaluator,
  argument: ts.Expression,
  given: Given | null,
  name: string,
): readonly ts.StringLiteralLike[] | null {
  const found = new Set<ts.StringLiteralLike>()
  for (const type of typesOf(evaluator, argument, given, 0)) {
    const allowed = alternatives(evaluateType(evaluator, type))
    if (allowed[0]?.kind === 'unknown') continue
    const spelling = allowed.find((one) => one.kind === 'constant' && typeof one.value === 'string' && plainName(one.value) === name)
    // Of a long union the end may not be known.
    if (spelling === undefined && !allowed.some(({ kind }) => kind === 'unknown')) continue
    if (spelling?.kind !== 'constant' || spelling.literal === undefined) return null
    found.add(spelling.literal)
  }
  return [...found]
}

/** The types on the way of a value. */
function typesOf(evaluator: Evaluator, node: ts.Expression, given: Given | null, depth: number): ts.TypeNode[] {
  if (depth > deepest) return []
  const behind = (one: ts.Expression, from = given): ts.TypeNode[] => typesOf(evaluator, one, from, depth + 1)
  if (ts.isConditionalExpression(node)) return [...behind(node.whenTrue), ...behind(node.whenFalse)]
  const inner = unwrapped(node)
  if (inner !== null) return [...(ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? [node.type] : []), ...behind(inner)]
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return []
  const type = typeOf(evaluator, node)
  const own = type === null || ts.isClassLike(type) ? [] : [type]
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null) return own
  if (ts.isVariableDeclaration(declaration))
    return declaration.initializer === undefined ? own : [...own, ...behind(declaration.initializer)]
  for (let call = given; call !== null; call = call.from) {
    const { parameters } = call.to.node
    const place = parameters.findIndex((one) => one === declaration)
    const passed = place < 0 ? undefined : call.passed[place - call.bound]
    if (passed !== undefined) return [...own, ...behind(passed, call.from)]
  }
  return own
}
