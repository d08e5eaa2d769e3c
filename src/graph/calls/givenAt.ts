import { standsIn } from '../syntax/standsIn'
import { choice } from '../values/choice'
import type { Evaluator } from '../values/evaluate'
import { isApart, type Item } from '../values/item'
import { alternatives, type Value } from '../values/value'
import { walked } from './callScopes'
import type { Given } from './given'
import { argumentValues } from './passedTo'

/** A call as it is where an item of a walk is at hand: what it passes is made there, such as a handler. */
export function givenAt(evaluator: Evaluator, given: Given, item: Item | undefined): Given {
  if (item === undefined) return given
  const { call, passed, bound, from } = given
  const read = (): readonly Value[] => evaluator.atItem(item, () => argumentValues(evaluator, passed))
  const isInWalk = standsIn(call, walked(item.walk))
  const there = !isInWalk ? [] : from === null ? read() : evaluator.calling(from.to, from.args, read)
  const args = given.args.map((value, index) =>
    choice(alternatives(there[index - bound] ?? value).filter((one) => !isApart(one.item, item))),
  )
  return { ...given, args, from: from && givenAt(evaluator, from, item) }
}
