import {
  FAILED,
  HANDLED,
  type AttemptDetail,
  type Call,
  type Effect,
  type LateEntry,
  type LogLine,
  type Trace,
  type TraceError,
  type TraceEvent,
  type Waiting,
} from '../model/trace'
import type { Json } from '../model/json'
import type { Schedule } from '../model/schedule'
import type { Site } from '../model/site'
import { startedAt } from '../model/startedAt'
import { summarizeRun, type RunSummary } from './summarizeRun'
import { traceDigest } from './traceDigest'

/** The JSON of `ampt-events simulate`, version 1. Sites are flat: `file`, `line`. Times are virtual epoch ms. */
export interface RunReport {
  readonly version: 1
  readonly seed: number
  readonly contract: string
  readonly start: string
  readonly end: string
  readonly digest: string
  readonly entry: string
  readonly events: readonly EventReport[]
  /** Loading the app, requests. */
  readonly calls: readonly CallReport[]
  readonly data: Readonly<Record<string, Json>>
  /** Why nothing was left to do, in words; null where something was. */
  readonly idle: string | null
  readonly waiting: readonly (FlatSite & Omit<Waiting, 'site'>)[]
  readonly stopped: (FlatSite & { readonly reason: string; readonly event: string | null; readonly message: string }) | null
  readonly notSimulated: readonly (FlatSite & {
    readonly what: string
    readonly target: string
    readonly denied: boolean
    readonly how: string
  })[]
  readonly notes: readonly string[]
  readonly schedule: Schedule
  readonly summary: RunSummary
}

export interface FlatSite {
  readonly file: string | null
  readonly line: number | null
}

export interface EventReport extends Omit<TraceEvent, 'site' | 'source'> {
  readonly source: TraceEvent['source']
  readonly attempts: readonly AttemptReport[]
}

export interface AttemptReport {
  readonly delivery: number
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly outcome: 'handled' | 'failed' | 'running'
  /** This attempt stands for `attempts` further ones that differ in number and times alone. */
  readonly repeat?: { readonly attempts: number; readonly everyMs: number; readonly until: number }
  readonly handlers: readonly (FlatSite & { readonly order: number; readonly outcome: string; readonly error?: ErrorReport })[]
  readonly effects: readonly EffectReport[]
  readonly logs: readonly LogLine[]
  readonly afterTheFact: readonly object[]
}

type ErrorReport = FlatSite & Omit<TraceError, 'site'>
type EffectReport = FlatSite & Omit<Effect, 'site'>
type CallReport = Omit<Call, 'effects' | 'error'> & { readonly effects: readonly EffectReport[]; readonly error?: ErrorReport }

/** What a run came to, as data; `isExpanded` lists every attempt instead of folding equal ones. */
export function reportRun(trace: Trace, isExpanded = false): RunReport {
  const { header, events, end } = trace
  const rows = rowsByEvent(trace)
  const late = lateByAttempt(trace.late)
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
      attempts: attemptReports(trace, rows[index]!, late, isExpanded),
    })),
    calls: trace.calls.map(({ effects, error, ...call }) => ({
      ...call,
      effects: effects.map(effectReport),
      ...(error && { error: errorReport(error) }),
    })),
    data: end.data,
    idle: end.idle,
    waiting: end.waiting.map(flat),
    stopped: end.stopped === null ? null : flat(end.stopped),
    notSimulated: end.notSimulated.map(flat),
    notes: end.notes,
    schedule: end.schedule,
    summary: summarizeRun(trace),
  }
}

function attemptReports(
  trace: Trace,
  rows: readonly number[],
  late: ReadonlyMap<string, LateEntry[]>,
  isExpanded: boolean,
): AttemptReport[] {
  const { attempts, details } = trace
  const reports: AttemptReport[] = []
  const byDelivery = groupBy(rows, (row) => attempts.delivery[row]!)
  for (const chain of byDelivery.values()) {
    for (let at = 0; at < chain.length; at++) {
      const row = chain[at]!
      const repeated = isExpanded ? 0 : countRepeats(trace, chain, at, late)
      const detail = details[attempts.detail[row]!]!
      const report = attemptReport(trace, row, detail, late.get(attemptKey(trace, row)) ?? [])
      if (repeated === 0) reports.push(report)
      else {
        const everyMs = attempts.atMs[chain[at + 1]!]! - attempts.atMs[row]!
        reports.push({ ...report, repeat: { attempts: repeated, everyMs, until: startedAt(trace, chain[at + repeated]!) } })
        at += repeated
      }
    }
  }
  return reports
}

/** How many attempts behind `at` are equal to it in all but number and times, evenly spaced. The last of a chain stays apart. */
function countRepeats(trace: Trace, chain: readonly number[], at: number, late: ReadonlyMap<string, LateEntry[]>): number {
  const { attempts } = trace
  const first = chain[at]!
  const firstLate = lateActivity(trace, first, late)
  const next = chain[at + 1]
  if (next === undefined) return 0
  const everyMs = attempts.atMs[next]! - attempts.atMs[first]!
  let repeats = 0
  for (let i = at; i < chain.length - 1; i++) {
    const row = chain[i]!
    const isEqual =
      lateActivity(trace, row, late) === firstLate &&
      attempts.detail[row] === attempts.detail[first] &&
      attempts.outcome[row] === attempts.outcome[first] &&
      attempts.durationMs[row] === attempts.durationMs[first] &&
      attempts.atMs[row]! - attempts.atMs[first]! === (i - at) * everyMs
    if (!isEqual) break
    repeats = i - at
  }
  return repeats
}

/** What outlived an attempt, as text that is equal where all but the attempt's number and times is. */
function lateActivity(trace: Trace, row: number, late: ReadonlyMap<string, LateEntry[]>): string {
  const began = startedAt(trace, row)
  const entries = late.get(attemptKey(trace, row))
  return entries === undefined ? '' : JSON.stringify(entries.map(({ at, handler, what }) => [at - began, handler, what]))
}

function attemptReport(trace: Trace, row: number, detail: AttemptDetail, late: readonly LateEntry[]): AttemptReport {
  const { attempts } = trace
  const began = startedAt(trace, row)
  const outcome = attempts.outcome[row]
  return {
    delivery: attempts.delivery[row]!,
    attempt: attempts.attempt[row]!,
    startedAt: began,
    endedAt: began + attempts.durationMs[row]!,
    outcome: outcome === HANDLED ? 'handled' : outcome === FAILED ? 'failed' : 'running',
    handlers: detail.handlers.map(({ error, ...handler }) => ({ ...flat(handler), ...(error && { error: errorReport(error) }) })),
    effects: detail.effects.map(effectReport),
    logs: detail.logs,
    afterTheFact: late.map(({ at, handler, what }) => ({ at, handler, ...what })),
  }
}

function rowsByEvent({ attempts, events }: Trace): number[][] {
  const rows = events.map((): number[] => [])
  for (let row = 0; row < attempts.length; row++) rows[attempts.event[row]!]!.push(row)
  return rows
}

function lateByAttempt(late: readonly LateEntry[]): Map<string, LateEntry[]> {
  return groupBy(late, ({ event, delivery, attempt }) => `${event}/${delivery}/${attempt}`)
}

function attemptKey({ attempts }: Pick<Trace, 'attempts'>, row: number): string {
  return `${attempts.event[row]}/${attempts.delivery[row]}/${attempts.attempt[row]}`
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

function flat<T extends { readonly site: Site | null }>({ site, ...rest }: T): Omit<T, 'site'> & FlatSite {
  return { ...rest, file: site?.file ?? null, line: site?.line ?? null }
}

const effectReport = (effect: Effect): EffectReport => flat(effect)
const errorReport = (error: TraceError): ErrorReport => flat(error)
