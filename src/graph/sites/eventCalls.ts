import type { Evaluator } from '../values/evaluate'
import type { EventCall } from './eventCall'
import { createCallNamer } from './nameCalls'
import type { ReachingFiles } from '../modules/reachingFiles'
import { createFileVisit } from './visitFile'
import type { Visit } from './visiting'
import { createVisits } from '../calls/visits'
import { createWorks } from '../journal/works'

/** The calls in each file that was looked through. */
export type EventCalls = ReadonlyMap<string, readonly EventCall[]>

/** Each round follows values one call further; apps pass `events` through one or two. */
const mostRounds = 8

/**
 * Finds the calls, starting at the files that mention the SDK. It goes on from there to the functions that are handed the SDK, to
 * the importers of files that hand it on, and, for names made of parameters, to the callers. What it found the last time is kept.
 */
export function createEventCalls(evaluator: Evaluator, reachingFiles: ReachingFiles): (candidates: readonly string[]) => EventCalls {
  const { journal } = evaluator.project
  const visits = createVisits<Visit>(journal, mostRounds)
  const tellings = createWorks<Visit, void>(journal)
  const names = createWorks<Visit, readonly EventCall[]>(journal)
  const namer = createCallNamer(evaluator)
  const visitFile = createFileVisit(evaluator, reachingFiles)

  /** What the last visit of a file found is for all to know. */
  function tell({ given, looseNames }: Visit): void {
    for (const one of given) journal.tell(one.isOpen === true ? 'mayBeCalled' : 'called', one.to.node, one, one)
    for (const name of looseNames) journal.tell('loose', name, name, name)
  }

  function nameAll({ calls, namedBy }: Visit): readonly EventCall[] {
    return calls.flatMap((call) => {
      const namers = namedBy.get(call)
      // A call without arguments has nothing that names it.
      return namers === undefined ? [call] : namer(call, namers)
    })
  }

  return (candidates) => {
    const found = visits.visitAll(candidates, visitFile)
    tellings.doAll(found, tell)
    return names.doAll(found, nameAll)
  }
}
