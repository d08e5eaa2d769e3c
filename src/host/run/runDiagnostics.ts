import { formatCount, formatNumber } from '../../words/number'
import { shortLine } from '../../words/oneLine'
import { countUp } from '../../model/countUp'
import { getOrMake } from '../../model/getOrMake'
import type { Site } from '../../model/site'
import { FAILED, type HandlerResult, type Trace, type TraceEvent } from '../../model/trace'

/** A failure of a run, for the line that it comes from. */
export interface RunDiagnostic {
  readonly site: Site
  /** `error` when an event was lost by it, `warning` when a later attempt was handled. */
  readonly severity: 'error' | 'warning'
  readonly message: string
}

interface Failure {
  readonly site: Site
  readonly name: string
  /** An error whose text has a time or an identifier differs each time. */
  readonly reasons: Set<string>
  attempts: number
  readonly events: Set<TraceEvent>
}

/** The failures of a run's handlers, one for each line and event name, and the reason when the run was stopped. */
export function runDiagnostics(trace: Trace): RunDiagnostic[] {
  const failures = new Map<string, Failure>()
  for (const { event, detail, attempts } of failedAttempts(trace)) {
    for (const result of trace.details[detail]!.handlers) {
      const reason = reasonOf(result)
      const site = reason === null ? null : lineOf(result)
      if (reason === null || site === null) continue
      const row = trace.events[event]!
      const { name } = row
      const create = (): Failure => ({ site, name, reasons: new Set(), attempts: 0, events: new Set() })
      const failure = getOrMake(failures, JSON.stringify([site, name]), create)
      failure.reasons.add(reason)
      failure.attempts += attempts
      failure.events.add(row)
    }
  }
  return [...[...failures.values()].map(describe), ...stopDiagnostic(trace)]
}

/** How often each event met each failing detail. A poison event has thousands of attempts, so they are counted, not listed. */
function* failedAttempts({ attempts, details }: Trace): Iterable<{ event: number; detail: number; attempts: number }> {
  const counts = new Map<number, number>()
  for (let row = 0; row < attempts.length; row++) {
    if (attempts.outcome[row] !== FAILED) continue
    const key = attempts.event[row]! * details.length + attempts.detail[row]!
    countUp(counts, key)
  }
  for (const [key, count] of counts) {
    yield { event: Math.floor(key / details.length), detail: key % details.length, attempts: count }
  }
}

function reasonOf({ outcome, error }: HandlerResult): string | null {
  switch (outcome) {
    case 'handled':
    case 'not-started':
    case 'injected':
    case 'running':
      return null
    case 'crashed':
      return 'its instance crashed, as the schedule asks for'
    case 'timeout':
      return 'it timed out'
    case 'exited':
      return 'it ended the process'
    case 'stuck':
      return 'it is stuck in a loop'
    case 'threw':
    case 'rejected':
      return error === null ? outcome : `${error.name}: ${error.message}`
  }
}

/** Where the error was thrown, if that is the app's own code; else the handler. */
function lineOf({ site, error }: HandlerResult): Site | null {
  const thrown = error?.site ?? null
  return thrown === null || /(^|\/)node_modules\//.test(thrown.file) ? site : thrown
}

function describe({ site, name, reasons, attempts, events }: Failure): RunDiagnostic {
  const dropped = [...events].flatMap(({ state, droppedAt }) => (state === 'dropped' && droppedAt !== null ? [droppedAt] : []))
  const open = [...events].filter(({ state }) => state === 'unknown' || state === 'retrying').length
  const ends = [
    ...(dropped.length === 0
      ? []
      : [`dropped ${dropped.length > 1 ? `${dropped.length} times, last ` : ''}on ${utc(Math.max(...dropped))}`]),
    ...(open === 0 ? [] : ['still failing when the run ended']),
  ]
  const end = ends.length === 0 ? 'handled by a later attempt' : ends.join(', ')
  const which = reasons.size === 1 ? '' : `, this the last of ${formatNumber(reasons.size)} errors`
  return {
    site,
    severity: ends.length === 0 ? 'warning' : 'error',
    message: `${shortLine(`${name}: ${[...reasons].at(-1)}`)} (${formatCount(attempts, 'failed attempt')}${which}, ${end})`,
  }
}

function stopDiagnostic({ end: { stopped } }: Trace): RunDiagnostic[] {
  if (stopped === null || stopped.site === null || stopped.reason === 'interrupted') return []
  return [{ site: stopped.site, severity: 'error', message: shortLine(stopped.message) }]
}

function utc(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
}
