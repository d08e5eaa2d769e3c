import type { Given } from '../calls/given'
import type { EventCall } from '../sites/eventCall'
import type { Evaluator } from '../values/evaluate'
import { itemLine, type Item } from '../values/item'
import { isSearch } from '../values/isRepeated'

/** Whether only a run tells which of its names an event call has: by a key, a type or a search that picks one, there or in what the calls that lead there pass. */
export function isUndecided(evaluator: Evaluator, { args: [name], given }: EventCall): boolean {
  const isOpen = name !== undefined && evaluator.evaluateAsking(name).isUndecided
  return isOpen || isGivenUndecided(evaluator, given)
}

function isGivenUndecided(evaluator: Evaluator, given: Given | null): boolean {
  if (given === null) return false
  const { passed, from } = given
  const isOpen = (): boolean => passed.some((one) => evaluator.evaluateAsking(one).isUndecided)
  const scope = from === null ? null : evaluator.calling(from.to, from.args, () => evaluator.scope())
  return evaluator.within(scope, isOpen) || isGivenUndecided(evaluator, from)
}

/** Whether an item is what a search finds. */
export function isPicked(item: Item | null): boolean {
  return itemLine(item ?? undefined).some(({ walk }) => isSearch(walk))
}
