import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { isDelayAsked } from './delayAsked'
import { endedBefore, ends } from '../syntax/conditionsAround'
import { compared } from '../values/calculate'
import { truth } from '../values/value'

/**
 * Whether a node in a function may run, as far as the conditions around it are told by the call at hand: `if (options?.after) …`. What is told
 * without a call is left open, unless all of it is said to be told (`isWhole`): it may be a state that other files change.
 */
export function isReached(evaluator: Evaluator, node: ts.Node, within: ts.Node, isWhole = false): boolean {
  return comesTo(evaluator, node, within, isWhole) !== false
}

/** The same; null where it may run, and true only where a call that goes on behind the node has run it. */
export function comesTo(evaluator: Evaluator, node: ts.Node, within: ts.Node, isWhole = false): boolean | null {
  const conditions = conditionsFor(evaluator, node, isWhole)
  let isSure = true
  for (let at = node; at !== within && !ts.isSourceFile(at); at = at.parent) {
    const told = passes(conditions, at, within)
    if (told === false) return false
    if (told === null) isSure = false
  }
  return isSure || null
}

/** What the call at hand tells of conditions; null for what it does not. */
interface Conditions {
  readonly holds: (condition: ts.Expression) => boolean | null
  readonly fails: (condition: ts.Expression) => boolean | null
  readonly isEqual: (value: ts.Expression, other: ts.Expression) => boolean | null
  /** Whether a condition is as it must be to come to the node, and not to what stands on its other side. */
  readonly decided: (condition: ts.Expression, other: ts.Node | undefined, must: boolean) => boolean | null
}

function conditionsFor(evaluator: Evaluator, node: ts.Node, isWhole: boolean): Conditions {
  const byCall = (read: () => boolean | null): boolean | null => {
    const told = read()
    return told === null || isWhole || evaluator.within(null, read) === null ? told : null
  }
  const holds = (condition: ts.Expression): boolean | null =>
    byCall(() => {
      const { value, isOpen } = evaluator.evaluateAsking(condition)
      return isOpen && !isWhole ? null : truth(value)
    })
  const fails = (condition: ts.Expression): boolean | null => {
    const told = holds(condition)
    return told === null ? null : !told
  }
  return {
    holds,
    fails,
    isEqual: (value, other) =>
      byCall(() => {
        const [one, two] = [value, other].map((each) => evaluator.evaluateAsking(each))
        return (one!.isOpen || two!.isOpen) && !isWhole ? null : truth(compared(evaluator, one!.value, two!.value, true))
      }),
    decided(condition, other, must) {
      const told = must ? holds(condition) : fails(condition)
      return told === null && other !== undefined && isDelayAsked(evaluator, condition, node, other) ? false : told
    },
  }
}

/** Whether what is around a node comes to it. */
function passes({ holds, fails, isEqual, decided }: Conditions, at: ts.Node, within: ts.Node): boolean | null {
  const { parent: around } = at
  if (ts.isIfStatement(around)) {
    const { expression, thenStatement, elseStatement, parent: block } = around
    if (at === thenStatement) return decided(expression, elseStatement ?? (ends(thenStatement) ? block : undefined), true)
    return at === elseStatement ? decided(expression, thenStatement, false) : true
  }
  if (ts.isConditionalExpression(around)) {
    const { condition, whenTrue, whenFalse } = around
    if (at === whenTrue) return decided(condition, whenFalse, true)
    return at === whenFalse ? decided(condition, whenTrue, false) : true
  }
  if (ts.isBinaryExpression(around) && at === around.right) {
    const { kind } = around.operatorToken
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return holds(around.left)
    if (kind === ts.SyntaxKind.BarBarToken) return fails(around.left)
    return kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.CommaToken || null
  }
  // if (options?.after) { …; return }
  if (ts.isBlock(around)) {
    return !endedBefore(around, at).some(({ expression, thenStatement }) => decided(expression, thenStatement, false) === false)
  }
  if (ts.isCaseOrDefaultClause(around)) return isCase(isEqual, around) ? null : false
  const isPlain = ts.isExpressionStatement(around) || ts.isParenthesizedExpression(around) || ts.isBinaryExpression(around)
  return isPlain || around === within || null
}

/** Whether a switch comes to a clause: by its value, or from the clause before it. */
function isCase(isEqual: Conditions['isEqual'], clause: ts.CaseOrDefaultClause): boolean {
  const { clauses } = clause.parent
  const isMatch = clauses.map((one) => (ts.isCaseClause(one) ? isEqual(clause.parent.parent.expression, one.expression) : false))
  const first = isMatch.findIndex((one) => one !== false)
  if (isMatch.includes(null)) return true
  const start = first === -1 ? clauses.findIndex(ts.isDefaultClause) : first
  const place = clauses.indexOf(clause)
  return start !== -1 && place >= start && !clauses.slice(start, place).some(({ statements }) => statements.some(ends))
}
