import type { Execution, RegisteredHandler } from '../../../simulator/execution'

/** Frames that reach through what sets timers for the app; each costs, for every timer. */
const ORIGIN_FRAMES = 10

/** Timers of one attempt whose places are remembered. */
const MAX_KNOWN = 1000

/** Where a timer is set. */
export interface Place {
  readonly delay: unknown
  /** Made there. */
  readonly setAt: Error
}

/**
 * Gives the places of timers, with an error whose stack is read only if somebody asks: when a run ends that still waits for one. To make one takes as
 * long as all else of an attempt. So the nth timer of a handler is taken to be set where it was in an earlier attempt, if its delay is the same.
 */
export function createTimerPlaces(current: () => Execution | null): (delay: unknown) => Place {
  const known = new WeakMap<RegisteredHandler, Place[]>()
  return (delay) => {
    const execution = current()
    if (execution?.kind !== 'handler' || execution.timers >= MAX_KNOWN) return placeHere(delay)
    const { handler } = execution
    let places = known.get(handler)
    if (places === undefined) known.set(handler, (places = []))
    const at = execution.timers++
    const place = places[at]
    if (place !== undefined && place.delay === delay) return place
    return (places[at] = placeHere(delay))
  }
}

function placeHere(delay: unknown): Place {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = ORIGIN_FRAMES
  const setAt = new Error()
  Error.stackTraceLimit = limit
  return { delay, setAt }
}
