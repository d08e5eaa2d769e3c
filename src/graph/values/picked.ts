import { ts } from 'ts-morph'
import { isAssignment } from '../syntax/actsIn'
import { standsIn } from '../syntax/standsIn'
import { unwrapped } from '../syntax/unwrapped'
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { isSearch } from './isRepeated'
import { alternatives, list, withItem, type Value } from './value'
import { itemOf } from './walkedItems'

/** Rows of a table of which a key picks one that is not told, or is one of several, `routes[body.type]`: what is taken out of one stays together, as of an item of a walk. */
export function pickedBy(evaluator: Evaluator, rows: Value, node: ts.Expression): Value {
  const all = alternatives(rows)
  const isTable = all.length > 1 && all.every(({ kind, item }) => (kind === 'object' || kind === 'record') && item === undefined)
  return isTable && !isKept(node) ? itemOf(evaluator, list(all), node) : rows
}

/** `this.rule = rules[state]`, `{ rule: rules[state] }`: of several objects each has its own. */
function isKept({ parent }: ts.Expression): boolean {
  if (ts.isExpression(parent) && unwrapped(parent) !== null) return isKept(parent)
  return isAssignment(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isArrayLiteralExpression(parent)
}

/** What a call gives that was picked in what it calls, `const ruleFor = (state) => rules[state]`: another call may pick another. */
export function pickedIn(evaluator: Evaluator, called: ts.Node, value: Value, node: ts.CallExpression): Value {
  const atHand = evaluator.indexIn(node)
  const own = alternatives(value).map((one) => {
    const isPicked = one.item !== undefined && isSearch(one.item.walk) && standsIn(one.item.walk, called)
    return isPicked ? withItem(one, { ...one.item, walk: node }) : one
  })
  return choice(atHand === null ? own : own.filter(({ item }) => item?.walk !== node || item.index === atHand))
}
