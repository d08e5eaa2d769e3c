import { append } from '../model/append'
import { startedAt } from '../model/startedAt'
import { FAILED, HANDLED, type Effect, type HandlerResult, type LateEntry, type LogLine, type Trace, type TraceError } from '../model/trace'
import { chainsOf } from './chainsOf'
import { flat, type Flat } from './flatSite'

/** An attempt in the JSON of a run; times are virtual epoch ms. */
export interface AttemptReport {
  readonly delivery: number
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly outcome: 'handled' | 'failed' | 'running'
  /** This attempt stands for `attempts` further ones that differ in number and times alone. */
  readonly repeat?: { readonly attempts: number; readonly everyMs: number; readonly until: number }
  readonly handlers: readonly (Omit<Flat<HandlerResult>, 'error'> & { readonly error?: Flat<TraceError> })[]
  readonly effects: readonly Flat<Effect>[]
  readonly logs: readonly LogLine[]
  readonly afterTheFact: readonly object[]
}

/** The attempts of each event of a run, by its index; `isExpanded` lists every attempt instead of folding equal ones. */
export function reportAttempts(trace: Trace, isExpanded: boolean): readonly (readonly AttemptReport[])[] {
  const late = lateByAttempt(trace)
  const reports = trace.events.map((): AttemptReport[] => [])
  for (const chain of chainsOf(trace)) {
    const own = reports[trace.attempts.event[chain[0]!]!]!
    for (const report of reportChain(trace, chain, late, isExpanded)) own.push(report)
  }
  return reports
}

type Late = ReadonlyMap<string, readonly LateEntry[]>

function reportChain(trace: Trace, chain: readonly number[], late: Late, isExpanded: boolean): AttemptReport[] {
  const { atMs } = trace.attempts
  const reports: AttemptReport[] = []
  for (let at = 0; at < chain.length; at++) {
    const row = chain[at]!
    const report = attemptReport(trace, row, lateOf(trace, row, late))
    const repeats = isExpanded ? 0 : countRepeats(trace, chain, at, late)
    if (repeats === 0) reports.push(report)
    else {
      const everyMs = atMs[chain[at + 1]!]! - atMs[row]!
      reports.push({ ...report, repeat: { attempts: repeats, everyMs, until: startedAt(trace, chain[at + repeats]!) } })
      at += repeats
    }
  }
  return reports
}

/** How many attempts behind `at` are equal to it in all but number and times, evenly spaced. The last of a chain stays apart. */
function countRepeats(trace: Trace, chain: readonly number[], at: number, late: Late): number {
  const { attempts } = trace
  const [first, next] = [chain[at]!, chain[at + 1]]
  if (next === undefined) return 0
  const everyMs = attempts.atMs[next]! - attempts.atMs[first]!
  const firstLate = lateActivity(trace, first, late)
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

function attemptReport(trace: Trace, row: number, late: readonly LateEntry[]): AttemptReport {
  const { attempts, details } = trace
  const { handlers, effects, logs } = details[attempts.detail[row]!]!
  const began = startedAt(trace, row)
  const outcome = attempts.outcome[row]
  return {
    delivery: attempts.delivery[row]!,
    attempt: attempts.attempt[row]!,
    startedAt: began,
    endedAt: began + attempts.durationMs[row]!,
    outcome: outcome === HANDLED ? 'handled' : outcome === FAILED ? 'failed' : 'running',
    handlers: handlers.map(({ error, ...handler }) => ({ ...flat(handler), ...(error && { error: flat(error) }) })),
    effects: effects.map(flat),
    logs,
    afterTheFact: late.map(({ at, handler, what }) => ({ at, handler, ...what })),
  }
}

function lateByAttempt({ late }: Trace): Late {
  const groups = new Map<string, LateEntry[]>()
  for (const entry of late) append(groups, `${entry.event}/${entry.delivery}/${entry.attempt}`, entry)
  return groups
}

const none: readonly LateEntry[] = []

/** What outlived an attempt. */
function lateOf({ attempts }: Trace, row: number, late: Late): readonly LateEntry[] {
  // Of millions of attempts mostly none has any.
  if (late.size === 0) return none
  return late.get(`${attempts.event[row]}/${attempts.delivery[row]}/${attempts.attempt[row]}`) ?? none
}

/** The same as text that is equal where all but the attempt's number and times is. */
function lateActivity(trace: Trace, row: number, late: Late): string {
  const entries = lateOf(trace, row, late)
  if (entries.length === 0) return ''
  const began = startedAt(trace, row)
  return JSON.stringify(entries.map(({ at, handler, what }) => [at - began, handler, what]))
}
