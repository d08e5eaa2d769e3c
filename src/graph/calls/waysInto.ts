import type { ts } from 'ts-morph'
import { enclosingFunction, functionAround } from '../syntax/functionAround'
import type { Evaluator } from '../values/evaluate'
import { callsOf, type Given } from './given'
import { argumentValues } from './passedTo'

/** A call, and what it leads into. */
export interface Way {
  readonly call: Given['call']
  /** The call that it leads to, by the calls on the way. */
  readonly node: Given['call']
  readonly through: Given | null
  within<T>(work: () => T): T
}

/** Helpers within helpers are not followed further. */
const deepest = 4

/** The ways into a call: itself, or the calls of the function around it where these tell what it passes: `const enqueue = (batch, name) => batch.add(name)`. */
export function waysInto(evaluator: Evaluator, given: Given, depth = 0): readonly Way[] {
  const { call, passed, to, args, bound } = given
  const around = functionAround(call)
  const isOfAround = (node: ts.Node): boolean => node.parent === around
  const isOpen = around !== null && passed.some((one) => [...evaluator.evaluateAsking(one).wanted].some(isOfAround))
  const outer = isOpen && depth < deepest ? callsOf(evaluator.project.journal, around) : []
  if (outer.length === 0) return [{ call, node: call, through: null, within: (work) => evaluator.calling(to, args, work) }]
  // What a callback does, such as a handler, the call that registers it does not.
  const isLater = enclosingFunction(call) !== around
  return outer.flatMap((one) =>
    waysInto(evaluator, one, depth + 1).map((way) => ({
      call: isLater ? call : way.call,
      node: call,
      through: { ...one, from: way.through },
      within: (work) => way.within(() => evaluator.calling(to, [...args.slice(0, bound), ...argumentValues(evaluator, passed)], work)),
    })),
  )
}
