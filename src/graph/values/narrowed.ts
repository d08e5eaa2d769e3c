import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { assignmentsTo } from '../syntax/assignments'
import { ends } from '../syntax/conditionsAround'
import { isFunctionNode } from '../syntax/functionAround'
import { neededFor, type Needed } from '../syntax/neededFor'
import { pathRoot } from '../syntax/pathRoot'
import { lookup } from '../syntax/scope'
import { someNode } from '../syntax/someNode'
import { bare, unwrapped } from '../syntax/unwrapped'
import { writesBy, type Write } from '../syntax/writesBy'
import { evaluateType } from '../types/evaluateType'
import { compared } from './calculate'
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { isAsWritten } from './methodCall'
import { alternatives, constant, isNothing, truth, type Value } from './value'

/** A name, or a member of what it names, where it is read. */
interface Read {
  readonly evaluator: Evaluator
  readonly node: ts.Expression
  readonly text: string
}

/** What is so of it there: whether it counts as true, that it is one of some values, or none of some. */
type Fact = { readonly isTrue: boolean } | { readonly some: readonly Value[] } | { readonly none: readonly Value[] }

/** Of what a name, or a member of what it names, may be, what it is where the code comes to read it: `if (!isTenant(name)) return`, `case 'paid':`. */
export function narrowed(evaluator: Evaluator, value: Value, node: ts.Expression): Value {
  const all = alternatives(value)
  if (!all.some(({ kind }) => kind === 'unknown') && (all.length === 1 || !all.some(({ kind }) => kind === 'constant'))) return value
  const facts = factsAt({ evaluator, node, text: node.getText() })
  const kept = all.filter((one) => facts.every((fact) => mayBe(evaluator, one, fact)))
  const known = kept.filter(({ kind }) => kind !== 'unknown')
  const told = known.length < kept.length ? facts.flatMap(toldBy)[0] : undefined
  if (told?.kind === 'choice') evaluator.leaveUndecided()
  if (told !== undefined) return choice([...known, told])
  // What is never come to is left as it is.
  return kept.length === 0 || kept.length === all.length ? value : choice(kept)
}

function mayBe(evaluator: Evaluator, value: Value, fact: Fact): boolean {
  if ('isTrue' in fact) return truth(value) !== !fact.isTrue
  const isEqual = (other: Value): boolean | null => truth(compared(evaluator, value, other, true))
  return 'some' in fact ? fact.some.some((other) => isEqual(other) !== false) : !fact.none.some((other) => isEqual(other) === true)
}

/** What is not told otherwise is one of the values of a fact. */
function toldBy(fact: Fact): Value[] {
  return 'some' in fact && !fact.some.some(isNothing) ? [choice(fact.some)] : []
}

/** The conditions that may tell what is read: in a line of many, each is read behind all before it. */
const askedOf = onceFor((node: ts.Expression): readonly Needed[] =>
  neededFor(node).filter(({ condition }) => condition.getText().includes(node.getText())),
)

function factsAt(read: Read): readonly Fact[] {
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
  if (isOf(read, condition)) return [{ isTrue: isMet }]
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
  const other = isOf(read, left) ? right : isOf(read, right) ? left : null
  const equality = equalities.get(kind)
  if (other === null || equality === undefined) return []
  const values = alternatives(read.evaluator.evaluate(other))
  const all = equality.isLoose && values.every(isNothing) ? [constant(undefined), constant(null)] : values
  return among(all, equality.isMet === isMet, values.length === 1)
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

/** That it is among constants; or that it is not, where each of them is excluded (`isEach`). */
function among(values: readonly Value[], isAmong: boolean, isEach = true): readonly Fact[] {
  const constants = values.filter(({ kind }) => kind === 'constant')
  if (isAmong) return constants.length === values.length ? [{ some: values }] : []
  return isEach ? [{ none: constants }] : []
}

/** What a call tells that gave true, or did not: `names.includes(name)`, or of a function that says by its type what it is asked. JavaScript says nothing of types. */
function factsOfCall(
  read: Read,
  { expression: callee, arguments: [asked, ...others] }: ts.CallExpression,
  isMet: boolean,
): readonly Fact[] {
  const { evaluator } = read
  if (asked === undefined || others.length > 0 || !isOf(read, asked)) return []
  if (ts.isPropertyAccessExpression(callee) && (callee.name.text === 'includes' || callee.name.text === 'has')) {
    const list = evaluator.evaluate(callee.expression)
    return list.kind === 'list' && (list.isLoose !== true || isAsWritten(list)) ? among(list.of.flatMap(alternatives), isMet) : []
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
  if (!isOf(read, parent.expression)) return []
  const place = clauses.indexOf(clause)
  const start = clauses.slice(0, place).findLastIndex(({ statements }) => statements.some(ends)) + 1
  const here = clauses.slice(start, place + 1)
  const labels = (of: readonly ts.CaseOrDefaultClause[]): readonly Value[] =>
    of.flatMap((one) => (ts.isCaseClause(one) ? alternatives(read.evaluator.evaluate(one.expression)) : []))
  if (here.every(ts.isCaseClause)) return among(labels(here), true)
  const elsewhere = clauses.filter((one) => !here.includes(one))
  return among(labels(elsewhere), false)
}

/** Whether it is what is read, of a name that stays what it is, and a member of that which does. */
function isOf({ node: read, text }: Read, other: ts.Expression): boolean {
  const asked = bare(other)
  if (asked.getText() !== text) return false
  const [declaration, ofAsked] = [read, asked].map((path) => lookup(path, pathRoot(path).getText()))
  if (!declaration || declaration !== ofAsked || assignmentsTo(declaration).length > 0) return false
  return ts.isIdentifier(asked) || isKept(declaration, asked, read)
}

/** Whether a member stays what it is from one place to another: only the function around has the object, writes no such member and hands it to nobody in between. */
function isKept(declaration: ts.Node, from: ts.Node, to: ts.Expression): boolean {
  const around = ts.findAncestor(declaration, isFunctionNode)
  const object = pathRoot(to).getText()
  const isHanded = (one: ts.Node): boolean =>
    ts.isIdentifier(one) && one.text === object && one.pos >= from.end && one.end <= to.pos && !isAsked(one)
  const isWritten = ({ target }: Write): boolean =>
    pathRoot(target).getText() === object && (ts.isElementAccessExpression(target) || to.getText().startsWith(target.getText()))
  return around !== undefined && !someNode(around, (one) => isHanded(one) || writesBy(one).some(isWritten))
}

/** Whether no more than members of an object are read there: `order.id`, `const { id } = order`. */
function isAsked({ parent }: ts.Identifier): boolean {
  if (ts.isVariableDeclaration(parent)) return ts.isObjectBindingPattern(parent.name)
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)
  return isMember && !(ts.isCallExpression(parent.parent) && parent.parent.expression === parent)
}
