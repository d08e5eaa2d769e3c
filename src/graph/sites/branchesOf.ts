import { ts } from 'ts-morph'
import { exactPlace } from '../../words/place'
import type { Branch } from '../../model/graph'
import type { Given } from '../calls/given'
import type { EventCall } from './eventCall'
import { walkOf } from '../syntax/walkOf'
import { conditionsAt, ends } from '../syntax/conditionsAround'
import { siteOf } from '../syntax/siteOf'
import { lookup } from '../syntax/scope'

/** The conditions that decide whether an event call is made: around it and its arguments, and around the calls that lead there and what they call. */
export function branchesOf({ node, args, given }: EventCall): readonly Branch[] {
  const found = new Map<string, Branch>()
  const addAll = (nodes: readonly ts.Node[], within: Given | null): void => {
    for (const one of nodes.flatMap((at) => branchesAround(at, within))) found.set(`${one.condition} ${one.isMet}`, one)
  }
  addAll([node, ...args], given)
  for (let one = given; one !== null; one = one.from) addAll([one.call, one.to.node], one.from)
  return [...found.values()]
}

/** The conditions around a node. In what runs many times each may be met the one time, and not the other; so it is in a function, from call to call. */
function branchesAround(node: ts.Node, within: Given | null): readonly Branch[] {
  let found: Branch[] = []
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent: around } = at
    found.push(...conditionsAt(at).flatMap(({ condition, isMet }) => (isMet === null ? [] : branchOf(condition, isMet))))
    if (ts.isCaseBlock(around)) found.push(...clausesAround(around, at))
    if (ts.isIterationStatement(around, false) || (ts.isFunctionLike(around) && walkOf(around) !== null)) found = []
    if (within !== null && around === within.to.node) {
      const calls = callsOf(within)
      found = found.map(({ condition, isMet }) => ({ condition: `${condition} by ${calls}`, isMet }))
    }
  }
  return found
}

/** A side of a condition: `!isTest` is the other side of `isTest`, which is one condition wherever it is named, as long as it cannot change. */
function branchOf(condition: ts.Expression, isMet: boolean): Branch {
  if (ts.isParenthesizedExpression(condition)) return branchOf(condition.expression, isMet)
  const isNot = ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken
  if (isNot) return branchOf(condition.operand, !isMet)
  const declared = ts.isIdentifier(condition) ? lookup(condition, condition.text) : null
  const isFixed = declared !== null && (ts.isImportSpecifier(declared) || (ts.getCombinedNodeFlags(declared) & ts.NodeFlags.Const) !== 0)
  return { condition: exactPlace(siteOf(isFixed ? declared : condition)), isMet }
}

/** The clause of a `switch` that is run, and those before it that end before they come to it. */
function clausesAround({ clauses }: ts.CaseBlock, at: ts.Node): readonly Branch[] {
  const place = clauses.indexOf(at as ts.CaseOrDefaultClause)
  const lastEnd = clauses.slice(0, place).findLastIndex(({ statements }) => statements.some(ends))
  return [...clauses.slice(0, lastEnd + 1), clauses[place]!].map((one) => ({ condition: exactPlace(siteOf(one)), isMet: one === at }))
}

function callsOf({ call, from }: Given): string {
  return from === null ? exactPlace(siteOf(call)) : `${exactPlace(siteOf(call))} by ${callsOf(from)}`
}
