import { ts } from 'ts-morph'
import { assignmentsTo } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import { alternatives } from './value'

type Arguments = readonly ts.Expression[]

/** The arguments of a call, with the items of lists that are spread, where these are written out: `const call = ['paid', options, body] as const; publish(...call)`. */
export function spreadOut(evaluator: Evaluator, args: Arguments): Arguments {
  const [only, ...others] = argumentWays(evaluator, args)
  return others.length === 0 ? only! : args
}

/** The same, once for each list that a condition chooses of: `publish(...(isLate ? ['paid', options, body] : ['paid', body]))`. */
export function argumentWays(evaluator: Evaluator, args: Arguments): readonly Arguments[] {
  if (!args.some(ts.isSpreadElement)) return [args]
  return args.reduce<readonly Arguments[]>(
    (ways, one) => {
      const lists = ts.isSpreadElement(one) ? listsAt(evaluator, one.expression) : [[one]]
      return ways.flatMap((before) => lists.map((items) => [...before, ...(items ?? [one])]))
    },
    [[]],
  )
}

/** The lists that an expression chooses of; null in place of one that is not written out. */
function listsAt(evaluator: Evaluator, list: ts.Expression): readonly (Arguments | null)[] {
  const lists = writtenLists(list)
  const values = lists.includes(null) ? [] : alternatives(evaluator.evaluate(list))
  // What is added to it elsewhere is not written there.
  const isWhole = values.every(
    (one) => one.kind === 'list' && one.isLoose !== true && lists.some((items) => items?.length === one.of.length),
  )
  return isWhole && values.length > 0 ? lists : [null]
}

function writtenLists(list: ts.Expression): readonly (Arguments | null)[] {
  const inner = unwrapped(list)
  if (inner !== null) return writtenLists(inner)
  if (ts.isArrayLiteralExpression(list)) return [list.elements.some(ts.isSpreadElement) ? null : list.elements]
  if (ts.isConditionalExpression(list)) return [list.whenTrue, list.whenFalse].flatMap(writtenLists)
  const declaration = ts.isIdentifier(list) ? lookup(list, list.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return [null]
  return ts.isIdentifier(declaration.name) && assignmentsTo(declaration).length === 0 ? writtenLists(declaration.initializer) : [null]
}
