import type { ts } from 'ts-morph'
import { assignmentsToMembers } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { nodeId } from './identity'
import { alternatives, isNothing, unknown, type Value } from './value'

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
    .filter((one) => (one.isCopy ?? one.name === name) && one.isOfInstance === isOfInstance && !(isLater && one.isAtOnce))
    .flatMap(({ right, isCopy }) => {
      if (right === null) return [unknown]
      const value = evaluator.guarded(`assigned ${nodeId(right)}`, () => read(right))
      // Of an object that is copied it is told what it has, not what it may have.
      return isCopy === true ? alternatives(evaluator.member(value, name)).filter(isTold) : [value]
    })
}

function isTold(value: Value): boolean {
  return value.kind !== 'unknown' && !isNothing(value)
}
