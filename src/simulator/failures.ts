import { getOrMake } from '../model/getOrMake'
import { formatNumber } from '../words/number'
import type { Site } from '../model/site'
import type { TraceError } from '../model/trace'
import type { HandlerRun, RegisteredHandler } from './execution'

/** Messages that are remembered of one handler: some hold what differs in each event. */
const MAX_KNOWN = 1000

interface Failure {
  readonly name: unknown
  /** Effects and lines of log of the attempt before it failed. */
  readonly done: number
  /** Virtual ms from the start of the attempt. */
  readonly after: number
  readonly described: TraceError
}

/**
 * Describes what handlers throw, in few words for those that fail again and again: to read a stack takes longer than all else of an attempt. So an
 * error is taken for an earlier one of its handler, with its stack and place, where name and message are equal and the attempt came as far: as
 * many effects and lines of log, and as much virtual time. Two lines that throw the same words at the same point of an attempt are told as one.
 */
export class Failures {
  private readonly known = new WeakMap<RegisteredHandler, Map<string, Failure>>()

  constructor(private readonly describe: (error: unknown) => TraceError) {}

  /** What a handler threw at `now` (virtual epoch ms). */
  of(error: unknown, { handler, attempt: { doing, startedAt } }: HandlerRun, now: number): TraceError {
    // What an error follows from may differ where its own words do not.
    if (!(error instanceof Error) || typeof error.message !== 'string' || 'cause' in error || 'errors' in error) return this.describe(error)
    const { name, message } = error
    const done = doing === null ? 0 : doing.effects.length + doing.logs.length
    const after = now - startedAt
    const failures = getOrMake(this.known, handler, createFailures)
    const earlier = failures.get(message)
    if (earlier?.name === name && earlier.done === done && earlier.after === after) return earlier.described
    const described = this.describe(error)
    if (failures.size >= MAX_KNOWN) failures.clear()
    failures.set(message, { name, done, after, described })
    return described
  }
}

const createFailures = (): Map<string, Failure> => new Map()

export const TIMEOUT = 'Timeout'

/** The error of what did not end within its time limit (in ms): no code threw it, so `site` is what was called, where that is known. */
export function timeoutError(limitMs: number, site: Site | null): TraceError {
  return { name: TIMEOUT, message: `did not finish within ${formatNumber(limitMs)} ms`, site, stack: '' }
}
