import type { Contract } from '../model/scenario'
import type { Call, Cause, Effect, NotSimulated, Stop, Trace, TraceEnd, TraceError, TraceEvent, Waiting } from '../model/trace'
import { flat, type Flat } from './flatSite'
import { reportAttempts, type AttemptReport } from './reportAttempts'
import { summarizeRun, type RunSummary } from './summarizeRun'
import { traceDigest } from './traceDigest'

/** The JSON of `ampt-events simulate`, version 1. Sites are flat: `file`, `line`. Times are virtual epoch ms. */
export interface RunReport extends Pick<TraceEnd, 'data' | 'idle' | 'notes' | 'schedule'> {
  readonly version: 1
  readonly seed: number
  readonly contract: Contract
  readonly start: string
  readonly end: string
  readonly digest: string
  readonly entry: string
  readonly events: readonly EventReport[]
  /** Loading the app, requests. */
  readonly calls: readonly CallReport[]
  readonly waiting: readonly Flat<Waiting>[]
  readonly stopped: Flat<Stop> | null
  /** `denied` as in effects. */
  readonly notSimulated: readonly (Flat<NotSimulated> & { readonly denied: boolean })[]
  readonly summary: RunSummary
}

interface EventReport extends Omit<TraceEvent, 'site' | 'cause'> {
  /** A call by its key: `POST /users#1`. */
  readonly cause: Exclude<Cause, { readonly call: string }> | string | null
  readonly attempts: readonly AttemptReport[]
}

type CallReport = Omit<Call, 'effects' | 'error'> & { readonly effects: readonly Flat<Effect>[]; readonly error?: Flat<TraceError> }

/** What a run came to, as data; `isExpanded` lists every attempt instead of folding equal ones. */
export function reportRun(trace: Trace, isExpanded = false): RunReport {
  const { header, events, end } = trace
  const attempts = reportAttempts(trace, isExpanded)
  return {
    version: 1,
    seed: header.seed,
    contract: header.contract,
    start: new Date(header.start).toISOString(),
    end: new Date(end.at).toISOString(),
    digest: traceDigest(trace),
    entry: header.entry,
    events: events.map(({ site: _site, ...event }, index) => ({
      ...event,
      cause: event.cause !== null && 'call' in event.cause ? event.cause.call : event.cause,
      attempts: attempts[index]!,
    })),
    calls: trace.calls.map(({ effects, error, ...call }) => ({
      ...call,
      effects: effects.map(flat),
      ...(error && { error: flat(error) }),
    })),
    data: end.data,
    idle: end.idle,
    waiting: end.waiting.map(flat),
    stopped: end.stopped === null ? null : flat(end.stopped),
    notSimulated: end.notSimulated.map((beyond) => ({ ...flat(beyond), denied: beyond.how === 'denied' })),
    notes: end.notes,
    schedule: end.schedule,
    summary: summarizeRun(trace),
  }
}
