import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { compared } from './calculate'
import { truth } from './value'

/**
 * Whether a node in a function may run, as far as the conditions around it are told by the call at hand: `if (options?.after) …`. What is told
 * without a call is left open: it may be a state that other files change.
 */
export function isReached(evaluator: Evaluator, node: ts.Node, within: ts.Node): boolean {
  for (let at = node; at !== within && !ts.isSourceFile(at); at = at.parent) {
    const around = at.parent
    if (ts.isIfStatement(around)) {
      if (at === around.thenStatement && holds(around.expression) === false) return false
      if (at === around.elseStatement && holds(around.expression) === true) return false
    } else if (ts.isConditionalExpression(around)) {
      if (at === around.whenTrue && holds(around.condition) === false) return false
      if (at === around.whenFalse && holds(around.condition) === true) return false
    } else if (ts.isBinaryExpression(around) && at === around.right) {
      if (around.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && holds(around.left) === false) return false
      if (around.operatorToken.kind === ts.SyntaxKind.BarBarToken && holds(around.left) === true) return false
    } else if (ts.isBlock(around) && returnsBefore(around, at)) return false
    else if (ts.isCaseOrDefaultClause(around) && !isCase(around)) return false
  }
  return true

  /** `if (options?.after) { …; return }` before it. */
  function returnsBefore({ statements }: ts.Block, at: ts.Node): boolean {
    for (const statement of statements) {
      if (statement === at) return false
      if (ts.isIfStatement(statement) && statement.elseStatement === undefined && ends(statement.thenStatement)) {
        if (holds(statement.expression) === true) return true
      }
    }
    return false
  }

  /** Whether a switch comes to a clause: by its value, or from the clause before it. */
  function isCase(clause: ts.CaseOrDefaultClause): boolean {
    const { clauses } = clause.parent
    const isMatch = clauses.map((one) => (ts.isCaseClause(one) ? isEqual(clause.parent.parent.expression, one.expression) : false))
    const first = isMatch.findIndex((one) => one !== false)
    if (isMatch.includes(null)) return true
    const start = first === -1 ? clauses.findIndex(ts.isDefaultClause) : first
    const place = clauses.indexOf(clause)
    return start !== -1 && place >= start && !clauses.slice(start, place).some(({ statements }) => statements.some(leaves))
  }

  function isEqual(value: ts.Expression, other: ts.Expression): boolean | null {
    return byCall(() => {
      const [one, two] = [value, other].map((node) => evaluator.evaluateAsking(node))
      return isUntold(one!.wanted) || isUntold(two!.wanted) ? null : truth(compared(one!.value, two!.value, true))
    })
  }

  function holds(condition: ts.Expression): boolean | null {
    return byCall(() => {
      const { value, wanted } = evaluator.evaluateAsking(condition)
      return isUntold(wanted) ? null : truth(value)
    })
  }

  function byCall(read: () => boolean | null): boolean | null {
    const told = read()
    return told === null || evaluator.within(null, read) !== null ? null : told
  }
}

/** Whether callers or subclasses may tell something else. What others may add to a list is left out: what it has, it has. */
export function isUntold(wanted: ReadonlySet<ts.Node>): boolean {
  for (const one of wanted) if (!ts.isArrayLiteralExpression(one) && !ts.isNewExpression(one)) return true
  return false
}

function ends(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last))
}

function leaves(statement: ts.Statement): boolean {
  return ts.isBreakStatement(statement) || ts.isContinueStatement(statement) || ends(statement)
}
