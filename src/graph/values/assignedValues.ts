import type { ts } from 'ts-morph'
import { assignmentsToMembers } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { nodeId } from './identity'
import { unknown, type Value } from './value'

/** What a file assigns to a member of what a declaration names, `names.a = …`; of instances, where that is a class, or the prototype of a function; `isLater`: not by its constructor. */
export function assignedValues(
  evaluator: Evaluator,
  owner: ts.Node,
  name: string,
  isOfInstance = false,
  read = (right: ts.Expression): Value => evaluator.evaluate(right),
  isLater = false,
): readonly Value[] {
  return assignmentsToMembers(owner)
    .filter((one) => one.name === name && one.isOfInstance === isOfInstance && !(isLater && one.isAtOnce))
    .map(({ right }) => (right === null ? unknown : evaluator.guarded(`assigned ${nodeId(right)}`, () => read(right))))
}
