import type { ts } from 'ts-morph'
import { functionAround } from '../syntax/functionAround'
import type { Evaluator } from '../values/evaluate'
import { callsOf, type Given } from './given'
import { argumentValues } from './passedTo'

/** A call, and what it leads into. */
interface Way {
  readonly call: Given['call']
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
  if (outer.length === 0) return [{ call, within: (work) => evaluator.calling(to, args, work) }]
  return outer.flatMap((one) =>
    waysInto(evaluator, one, depth + 1).map((way) => ({
      call: way.call,
      within: (work) => way.within(() => evaluator.calling(to, [...args.slice(0, bound), ...argumentValues(evaluator, passed)], work)),
    })),
  )
}
