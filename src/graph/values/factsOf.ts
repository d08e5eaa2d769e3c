import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { ends } from '../syntax/conditionsAround'
import { isReadAgain } from '../syntax/isReadAgain'
import { neededFor, type Needed } from '../syntax/neededFor'
import { unwrapped } from '../syntax/unwrapped'
import { evaluateType } from '../types/evaluateType'
import type { Evaluator } from './evaluate'
import { isAsWritten } from './methodCall'
import { alternatives, constant, isNothing, type Value } from './value'

/** A name, or a member of what it names, where it is read. */
interface Read {
  readonly evaluator: Evaluator
  readonly node: ts.Expression
}

/** What is so of it there: whether it counts as true, that it is one of some values, or none of some. */
export type Fact = { readonly isTrue: boolean } | { readonly some: readonly Value[] } | { readonly none: readonly Value[] }

/** The conditions that may tell what is read: in a line of many, each is read behind all before it. */
const askedOf = onceFor((node: ts.Expression): readonly Needed[] =>
  neededFor(node).filter(({ condition }) => condition.getText().includes(node.getText())),
)

/** What is so of a name, or of a member of what it names, where the code comes to read it. */
export function factsOf(evaluator: Evaluator, node: ts.Expression): readonly Fact[] {
  const read = { evaluator, node }
  const found = askedOf(read.node).flatMap(({ condition, isMet }) => factsBy(read, condition, isMet))
  for (let at: ts.Node = read.node; !ts.isSourceFile(at); at = at.parent) {
    const { parent: around } = at
    if (ts.isCaseOrDefaultClause(around) && !(ts.isCaseClause(around) && at === around.expression))
      found.push(...factsOfClause(read, around))
  }
  return found
}

/** What a condition tells that is met, or is not. */
function factsBy(read: Read, condition: ts.Expression, isMet: boolean): readonly Fact[] {
  const inner = unwrapped(condition)
  if (inner !== null) return factsBy(read, inner, isMet)
  if (isReadAgain(read.node, condition)) return [{ isTrue: isMet }]
  if (ts.isPrefixUnaryExpression(condition))
    return condition.operator === ts.SyntaxKind.ExclamationToken ? factsBy(read, condition.operand, !isMet) : []
  if (ts.isCallExpression(condition)) return factsOfCall(read, condition, isMet)
  if (!ts.isBinaryExpression(condition)) return []
  const { left, right, operatorToken } = condition
  const { kind } = operatorToken
  const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
  if (isAnd || kind === ts.SyntaxKind.BarBarToken) {
    const [one, other] = [factsBy(read, left, isMet), factsBy(read, right, isMet)]
    return isAnd === isMet ? [...one, ...other] : eitherOf(one, other)
  }
  const other = isReadAgain(read.node, left) ? right : isReadAgain(read.node, right) ? left : null
  const equality = equalities.get(kind)
  if (other === null || equality === undefined) return []
  const value = read.evaluator.evaluate(other)
  return among(equality.isLoose && isNothing(value) ? [constant(undefined), constant(null)] : [value], equality.isMet === isMet)
}

/** Where one of two is so: it is one of the values of both. */
function eitherOf(one: readonly Fact[], other: readonly Fact[]): readonly Fact[] {
  const [some, orSome] = [one, other].map((facts) => facts.flatMap((fact) => ('some' in fact ? [fact.some] : []))[0])
  return some === undefined || orSome === undefined ? [] : [{ some: [...some, ...orSome] }]
}

const equalities: ReadonlyMap<ts.SyntaxKind, { readonly isMet: boolean; readonly isLoose: boolean }> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, { isMet: true, isLoose: false }],
  [ts.SyntaxKind.EqualsEqualsToken, { isMet: true, isLoose: true }],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, { isMet: false, isLoose: false }],
  [ts.SyntaxKind.ExclamationEqualsToken, { isMet: false, isLoose: true }],
])

/** That it is among values that are all told, or that it is none of those that are. */
function among(values: readonly Value[], isAmong: boolean): readonly Fact[] {
  if (!isAmong) return [{ none: values.filter(({ kind }) => kind === 'constant') }]
  const some = values.flatMap(alternatives)
  return some.every(({ kind }) => kind === 'constant') ? [{ some }] : []
}

/** What a call tells that gave true, or did not: `names.includes(name)`, or of a function that says by its type what it is asked. JavaScript says nothing of types. */
function factsOfCall(
  read: Read,
  { expression: callee, arguments: [asked, ...others] }: ts.CallExpression,
  isMet: boolean,
): readonly Fact[] {
  const { evaluator } = read
  if (asked === undefined || others.length > 0 || !isReadAgain(read.node, asked)) return []
  if (ts.isPropertyAccessExpression(callee) && (callee.name.text === 'includes' || callee.name.text === 'has')) {
    const list = evaluator.evaluate(callee.expression)
    return list.kind === 'list' && (list.isLoose !== true || isAsWritten(list)) ? among(list.of, isMet) : []
  }
  const run = evaluator.evaluate(callee)
  const type = run.kind === 'function' && (run.node.flags & ts.NodeFlags.JavaScriptFile) === 0 ? run.node.type : undefined
  if (!isMet || run.kind !== 'function' || type === undefined || !ts.isTypePredicateNode(type) || type.assertsModifier !== undefined)
    return []
  const isOfFirst = run.node.parameters[0]?.name.getText() === type.parameterName.getText()
  const some = isOfFirst && type.type !== undefined ? alternatives(evaluateType(evaluator, type.type)) : []
  return some.length === 0 || some.some(({ kind }) => kind === 'unknown') ? [] : [{ some }]
}

/** What comes to a clause of a switch: by its own label, or from those before it that go on to it. */
function factsOfClause(read: Read, clause: ts.CaseOrDefaultClause): readonly Fact[] {
  const { clauses, parent } = clause.parent
  if (!isReadAgain(read.node, parent.expression)) return []
  const place = clauses.indexOf(clause)
  const start = clauses.slice(0, place).findLastIndex(({ statements }) => statements.some(ends)) + 1
  const here = clauses.slice(start, place + 1)
  const labels = (of: readonly ts.CaseOrDefaultClause[]): readonly Value[] =>
    of.flatMap((one) => (ts.isCaseClause(one) ? [read.evaluator.evaluate(one.expression)] : []))
  if (here.every(ts.isCaseClause)) return among(labels(here), true)
  const elsewhere = clauses.filter((one) => !here.includes(one))
  return among(labels(elsewhere), false)
}
