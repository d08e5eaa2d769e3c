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
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { isAsWritten } from './methodCall'
import { alternatives, isNothing, unknown, type Value } from './value'

/** A name, or a member of what it names, where it is read. */
interface Guarded {
  readonly evaluator: Evaluator
  readonly read: ts.Expression
  readonly text: string
}

/** What a name, or a member of what it names, can only be where it is read, by what was asked before: `if (!isTenant(name)) return`, `case 'paid':`. Null where that is not told. */
export function guardedValue(evaluator: Evaluator, read: ts.Expression): Value | null {
  const guarded = { evaluator, read, text: read.getText() }
  for (const { condition, isMet } of askedOf(read)) {
    const found = allowedBy(guarded, condition, isMet)
    if (found !== null) return found
  }
  for (let at: ts.Node = read; !ts.isSourceFile(at); at = at.parent) {
    const found = ts.isCaseClause(at.parent) && at !== at.parent.expression ? allowedByCase(guarded, at.parent) : null
    if (found !== null) return found
  }
  return null
}

/** The conditions that may tell what is read: in a line of many, each is read behind all before it. */
const askedOf = onceFor((read: ts.Expression): readonly Needed[] => {
  const text = read.getText()
  return neededFor(read).filter(({ condition, isMet }) => {
    const equality = ts.isBinaryExpression(condition) ? equalities.get(condition.operatorToken.kind) : undefined
    return (equality ?? isMet) === isMet && condition.getText().includes(text)
  })
})

/** What a condition that is met, or is not, allows. */
function allowedBy(guarded: Guarded, condition: ts.Expression, isMet: boolean): Value | null {
  const inner = unwrapped(condition)
  if (inner !== null) return allowedBy(guarded, inner, isMet)
  if (ts.isPrefixUnaryExpression(condition))
    return condition.operator === ts.SyntaxKind.ExclamationToken ? allowedBy(guarded, condition.operand, !isMet) : null
  if (ts.isCallExpression(condition)) return isMet ? allowedByCall(guarded, condition) : null
  if (!ts.isBinaryExpression(condition)) return null
  const { left, right, operatorToken } = condition
  const { kind } = operatorToken
  const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
  if (isAnd || kind === ts.SyntaxKind.BarBarToken) {
    const [one, other] = [allowedBy(guarded, left, isMet), allowedBy(guarded, right, isMet)]
    if (isAnd === isMet) return one ?? other
    return one === null || other === null ? null : choice([one, other])
  }
  if (equalities.get(kind) !== isMet) return null
  const other = isRead(guarded, left) ? right : isRead(guarded, right) ? left : null
  return other === null ? null : told(guarded.evaluator.evaluate(other))
}

const equalities: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
])

/** What a call that gave true allows: `names.includes(name)`, or of a function that says by its type what it is asked. JavaScript says nothing of types. */
function allowedByCall(guarded: Guarded, { expression: callee, arguments: [asked, ...others] }: ts.CallExpression): Value | null {
  const { evaluator } = guarded
  if (asked === undefined || others.length > 0 || !isRead(guarded, asked)) return null
  if (ts.isPropertyAccessExpression(callee) && (callee.name.text === 'includes' || callee.name.text === 'has')) {
    const list = evaluator.evaluate(callee.expression)
    return list.kind === 'list' && (list.isLoose !== true || isAsWritten(list)) ? told(choice(list.of)) : null
  }
  const run = evaluator.evaluate(callee)
  const type = run.kind === 'function' && (run.node.flags & ts.NodeFlags.JavaScriptFile) === 0 ? run.node.type : undefined
  if (run.kind !== 'function' || type === undefined || !ts.isTypePredicateNode(type) || type.assertsModifier !== undefined) return null
  const isOfFirst = run.node.parameters[0]?.name.getText() === type.parameterName.getText()
  const allowed = isOfFirst && type.type !== undefined ? evaluateType(evaluator, type.type) : unknown
  return allowed.kind === 'unknown' ? null : allowed
}

/** What comes to a clause of a switch: by its own label, or from those before it that go on to it. */
function allowedByCase(guarded: Guarded, clause: ts.CaseClause): Value | null {
  const { clauses, parent } = clause.parent
  if (!isRead(guarded, parent.expression)) return null
  const place = clauses.indexOf(clause)
  const start = clauses.slice(0, place).findLastIndex(({ statements }) => statements.some(ends)) + 1
  const labels = clauses.slice(start, place + 1).map((one) => (ts.isCaseClause(one) ? guarded.evaluator.evaluate(one.expression) : null))
  return labels.includes(null) ? null : told(choice(labels as Value[]))
}

/** Whether it is what is read, of a name that stays what it is, and a member of that which does. */
function isRead({ read, text }: Guarded, node: ts.Expression): boolean {
  const asked = bare(node)
  if (asked.getText() !== text) return false
  const [declaration, other] = [read, asked].map((path) => lookup(path, pathRoot(path).getText()))
  if (!declaration || declaration !== other || assignmentsTo(declaration).length > 0) return false
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

function told(value: Value): Value | null {
  return alternatives(value).every((one) => one.kind === 'constant' && !isNothing(one)) ? value : null
}
