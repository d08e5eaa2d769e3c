import type { TraceEnd } from '../../model/trace'
import { dataOf } from '../ampt/kept'
import { natives } from './natives'
import type { JobRun } from './runJob'
import { named } from './watchdog/stops'

/** Closes the record of a run, sends what is left of it, and gives what a trace ends with. */
export function endTrace({
  job,
  engine,
  clock,
  network,
  notes,
  positions,
  kept,
  instances,
  chunks,
  current,
  isGone,
  wallStart,
}: JobRun): TraceEnd {
  const timers = clock
    .openTimers()
    .filter(({ run }) => !run(isGone))
    .map(({ dueAt, setAt, run }) => ({ dueAt, site: positions.placeOf(setAt), execution: run(current) }))
  const replies = network.openReplies().map(({ target, run }) => ({ target, execution: run(current) }))
  const rest = engine.rest(timers, replies)
  engine.close()
  chunks.send(true)
  const { agenda, schedule } = engine
  const wallMs = Math.round(natives.performanceNow() - wallStart)
  for (const specifier of job.unmetStubs) notes.add(`A stub replaces "${specifier}", and the app has no such import.`)
  const unmet = network.unmetRules().map((match) => `"${match}"`)
  if (unmet.length > 0) notes.add(`Fetch rules that replied to no call: ${unmet.join(', ')}.`)
  const leftOut = [...notes.leftOut].join(', ')
  if (leftOut !== '')
    notes.add(
      `What recurs is left out of a run without an end: ${leftOut}. Set one, such as --until "1 day" or the setting amptEvents.until.`,
    )
  if (engine.instanceCount > 1 && instances.packages.size > 0) notes.add(sharedPackages(instances.packages))
  const { notSimulated, texts } = notes.read()
  const { missingParams } = notes
  return {
    at: clock.now(),
    stopped: named(agenda.stopped, rest.waiting[0]),
    ...rest,
    data: dataOf(kept),
    notSimulated,
    notes: texts,
    schedule,
    wallMs,
    ...(missingParams.length > 0 && { missingParams }),
  }
}

function sharedPackages(names: Iterable<string>): string {
  const some = [...names].toSorted().slice(0, 8).join(', ')
  return `Instances of the app share what packages outside of its bundle keep in their modules (${some}); on the platform each has its own.`
}
