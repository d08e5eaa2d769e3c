import { ts } from 'ts-morph'
import { argumentValues } from '../calls/passedTo'
import { instanceOf } from './constructed'
import type { Evaluator } from './evaluate'
import { grownElsewhere, isMadeOnce, mayGrow } from './grown'
import { built } from './builtMembers'
import { lookup } from '../syntax/scope'
import { choice } from './choice'
import { alternatives, list, someObject, unknown, withItem, type Value } from './value'
import { madeByPackage } from './router'

/** What `new` makes: a map, a set, an instance of a class, a router. */
export function newValue(evaluator: Evaluator, node: ts.NewExpression): Value {
  const { expression: callee, arguments: args = [] } = node
  if (ts.isIdentifier(callee) && (callee.text === 'Map' || callee.text === 'Set') && lookup(node, callee.text) === null) {
    const items: Value = args[0] === undefined ? list([]) : evaluator.evaluate(args[0])
    if (items.kind !== 'list') return someObject
    // A set is walked like a list, and has no places.
    const value = callee.text === 'Map' ? ({ kind: 'map', of: items.of } as const) : list(items.of, true)
    return mayGrow(node) ? grownElsewhere(evaluator, node, value) : value
  }
  const instances = alternatives(evaluator.evaluate(callee)).map((one): Value => {
    const byPackage = one.kind === 'unknown' ? madeByPackage(evaluator, node) : null
    if (byPackage !== null) return byPackage
    if (one.kind === 'function') return withItem(built(evaluator, one, args), one.item)
    // What a promise holds may be nothing.
    if (one.kind !== 'class' && callee.getText() === 'Promise') return unknown
    if (one.kind !== 'class') return isMadeOnce(node) ? { kind: 'unknown', isObject: true, made: node } : someObject
    return withItem(
      instanceOf(evaluator, one, node, () => argumentValues(evaluator, args)),
      one.item,
    )
  })
  return choice(instances)
}
