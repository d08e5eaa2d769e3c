import { countUp } from '../model/countUp'
import { getOrMake } from '../model/getOrMake'
import { formatDuration } from '../words/duration'
import { given } from '../words/given'
import { formatCount, formatNumber } from '../words/number'
import { shortLine } from '../words/oneLine'
import { exactPlace } from '../words/place'
import { countStates, summarizeRun, total, type StateCounts } from '../report/summarizeRun'
import type { Site } from '../model/site'
import { HANDLED, type EventTally, type Trace, type TraceEnd, type TraceError, type TraceEvent } from '../model/trace'
import { tellNotSimulated } from './tellNotSimulated'
import { formatMoment } from './formatMoment'
import { titleOf } from './laneDrafts'

/** What came of a run, in lines: the counts, each event that was not handled with its error and place, the run's notes, why it stopped. */
export function tellRun(trace: Trace): string[] {
  const { end } = trace
  const lines = given(
    tellTotals(trace),
    troubles(trace),
    list('Calls that failed', failedCalls(trace)),
    list('Not simulated', end.notSimulated.map(tellNotSimulated)),
    list('Notes', [...new Set([...eventNotes(trace), ...end.notes])]),
    end.stopped && ['', `Stopped: ${end.stopped.message}`],
    list('It would still wait for', tellWaitingFor(end)),
    end.idle !== null && ['', `Idle: ${end.idle}`],
  )
  return lines.map(shortLine)
}

/** What a run came to, in numbers, on a line. */
export function tellTotals(trace: Trace): string {
  const { attempts, retries, duplicates, virtualMs } = summarizeRun(trace)
  const isEvent = ({ source }: EventTally): boolean => source === 'event'
  const own = countStates(trace.tallies.filter(isEvent))
  const others = countStates(trace.tallies.filter((tally) => !isEvent(tally)))
  const again = given(retries > 0 && formatCount(retries, 'retry', 'retries'), duplicates > 0 && formatCount(duplicates, 'duplicate'))
  const states = tellStates(own)
  return given(
    `${formatNumber(total(own) - own.rejected)} published${states && `: ${states}`}`,
    own.rejected > 0 && `${formatNumber(own.rejected)} rejected`,
    total(others) > 0 && `${formatCount(total(others), 'other delivery', 'other deliveries')}: ${tellStates(others)}`,
    formatCount(attempts, 'attempt') + (again.length === 0 ? '' : ` (${again.join(', ')})`),
    formatDuration(virtualMs),
  ).join(' · ')
}

const toldStates = ['handled', 'dropped', 'ignored', 'unknown', 'pending'] as const

function tellStates(counts: StateCounts): string {
  return given(...toldStates.map((state) => counts[state] > 0 && `${formatNumber(counts[state])} ${state}`)).join(', ')
}

/** Waits that are told in words; the JSON has more. */
const MOST_WAITS = 5

/** What a run was waiting for when it was cut, in lines. */
export function tellWaitingFor({ waiting }: Pick<TraceEnd, 'waiting'>): string[] {
  const more = waiting.length - MOST_WAITS
  return given(
    waiting.slice(0, MOST_WAITS).map(({ message }) => message),
    more > 0 && `and ${more} more, at least`,
  )
}

interface Trouble {
  readonly event: TraceEvent
  readonly error: TraceError | null
  readonly site: Site | null
  readonly whys: Set<string>
  count: number
  attempts: number
}

/** Events in trouble, those of the same name and state as one where their errors come from one place, whatever these say. */
function troubles(trace: Trace): string[] {
  const { events } = trace
  const { counts: attemptCounts, errors } = lastErrors(trace)
  const lost = new Set(trace.tallies.flatMap((tally) => tally.lost))
  const found = new Map<string, Trouble>()
  for (const [index, event] of events.entries()) {
    const { source, name, state, notes } = event
    if (state === 'handled' || state === 'scheduled' || (state === 'ignored' && !lost.has(index))) continue
    const error = errors.get(index) ?? null
    const why = error === null ? (state === 'rejected' && notes[0]) || '' : `${error.name}: ${error.message}`
    const site = error === null ? event.site : error.site
    const key = `${source} ${name}/${state}/${site === null ? why : exactPlace(site)}`
    const trouble = getOrMake(found, key, () => ({ event, error, site, whys: new Set(), count: 0, attempts: 0 }))
    trouble.whys.add(why)
    trouble.count++
    trouble.attempts = Math.max(trouble.attempts, attemptCounts.get(index) ?? 0)
  }
  return [...found.values()].flatMap(tellTrouble)
}

function tellTrouble({ event, error, site, whys, count, attempts }: Trouble): string[] {
  const { source, name, state, droppedAt } = event
  const times = count === 1 ? '' : ` (${formatCount(count, 'event')})`
  const when = droppedAt === null ? '' : ` on ${formatMoment(droppedAt)}`
  const after = attempts === 0 ? '' : ` after ${formatCount(attempts, 'attempt')}`
  const [why] = whys
  const others = whys.size === 1 ? '' : ` (the first of ${formatCount(whys.size, 'message')})`
  return given(
    '',
    `${titleOf(source, name)} ${state}${when}${after}${times}`,
    why && `  ${why}${others}`,
    site && `  at ${exactPlace(site)}`,
    error?.causes?.map((cause) => `  because of ${cause}`),
  )
}

/** Attempts of each event, and the error of its last failed one. */
function lastErrors({ attempts, details }: Trace): { counts: Map<number, number>; errors: Map<number, TraceError> } {
  const counts = new Map<number, number>()
  const errors = new Map<number, TraceError>()
  for (let row = 0; row < attempts.length; row++) {
    const event = attempts.event[row]!
    countUp(counts, event)
    if (attempts.outcome[row] === HANDLED) continue
    const error = details[attempts.detail[row]!]!.handlers.find((handler) => handler.error !== null)?.error
    if (error) errors.set(event, error)
  }
  return { counts, errors }
}

/** Calls that failed, those of the same name and failure as one. */
function failedCalls({ calls }: Trace): string[] {
  const found = new Map<string, { readonly key: string; readonly why: string; count: number }>()
  for (const { key, error, response } of calls) {
    if (error === null && (response === null || response.status < 400)) continue
    const why =
      error === null
        ? ` answered ${response!.status}: ${response!.body.slice(0, 200)}`
        : `: ${error.name}: ${error.message}${error.site === null ? '' : ` (${exactPlace(error.site)})`}`
    const like = key.replace(/#\d+$/, '') + why
    getOrMake(found, like, () => ({ key, why, count: 0 })).count++
  }
  return [...found.values()].map(({ key, why, count }) => `${key}${count === 1 ? '' : ` and ${formatNumber(count - 1)} more`}${why}`)
}

function eventNotes({ events }: Trace): string[] {
  return events.flatMap(({ source, name, state, notes }) =>
    (state === 'rejected' ? notes.slice(1) : notes).map((note) => `${titleOf(source, name)}: ${note}`),
  )
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]
}
