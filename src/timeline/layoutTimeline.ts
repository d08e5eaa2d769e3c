import { formatDuration } from '../words/duration'
import { formatCount } from '../words/number'
import { startedAt } from '../model/startedAt'
import { HANDLED, RUNNING, type HandlerOutcome, type Trace, type TraceError } from '../model/trace'
import { chainsOf } from '../report/chainsOf'
import { formatMoment } from './formatMoment'
import { foldAttempts, type Stretch } from './foldAttempts'
import { foldOf, tellOften } from './foldMarks'
import { handlerKey, LaneDrafts, titleOf, type Draft } from './laneDrafts'
import { markWords } from './markWords'
import { placeOnAxis } from './placeOnAxis'
import type { MarkKind, Timeline } from './timeline'

/** Lays a run out: a lane for each handler, one for each event without, one for each call, on an axis of the moments that show something. */
export function layoutTimeline(trace: Trace): Timeline {
  const lanes = new LaneDrafts(trace)
  addCalls(trace, lanes)
  addEvents(trace, lanes)
  addAttempts(trace, lanes)
  return placeOnAxis(lanes.inOrder())
}

function addCalls({ calls }: Trace, lanes: LaneDrafts): void {
  for (const [call, { key, startedAt, error, effects, logs, response }] of calls.entries()) {
    // Loading is worth a lane only where it did something.
    if (key === 'load' && error === null && effects.length + logs.length === 0) continue
    const kind = error === null && (response === null || response.status < 500) ? 'call' : 'failed'
    const label = `${key} at ${formatMoment(startedAt)}${response === null ? '' : `, answered ${response.status}`}${error === null ? '' : `, failed: ${error.message}`}`
    const title = key.replace(/#\d+$/, '')
    const what = error === null ? markWords[kind] : error.message
    lanes.add(`call ${title}`, 'call', title, { ...nothing, kind, at: startedAt, untilAt: startedAt, what, label, call })
  }
}

function addEvents({ events }: Trace, lanes: LaneDrafts): void {
  for (const [index, { name, state, time, dueAt, delay, droppedAt, source, notes }] of events.entries()) {
    const title = titleOf(source, name)
    const key = lanes.firstOf(title)
    const add = (kind: MarkKind, at: number, words: string): void => {
      const label = `${title} ${words} at ${formatMoment(at)}`
      lanes.add(key, 'unhandled', title, { ...nothing, kind, at, untilAt: at, event: index, what: markWords[kind], label })
    }
    if (state === 'rejected') {
      add('rejected', time, `rejected (${notes[0] ?? ''})`)
      continue
    }
    if (source === 'event') add('publish', time, delay > 0 ? `published, due after ${formatDuration(delay)},` : 'published')
    if (source === 'task' && delay > 0) add('publish', time, `started, due after ${formatDuration(delay)},`)
    if (state === 'ignored') add('ignored', dueAt, 'ignored, it has no handler,')
    if (droppedAt !== null) add('dropped', droppedAt, 'dropped')
  }
}

function addAttempts(trace: Trace, lanes: LaneDrafts): void {
  for (const rows of chainsOf(trace)) {
    const stretches = foldAttempts(trace, rows)
    for (const [at, stretch] of stretches.entries()) addStretch(trace, lanes, stretch, at === stretches.length - 1)
  }
}

function addStretch(trace: Trace, lanes: LaneDrafts, stretch: Stretch, isLast: boolean): void {
  const { firstRow, lastRow, count } = stretch
  const { attempts, events, details } = trace
  const event = attempts.event[firstRow]!
  const { name, state, source } = events[event]!
  const isDuplicate = attempts.delivery[firstRow]! > 1
  const at = startedAt(trace, firstRow)
  const endsUnknown = isLast && state === 'unknown' && attempts.outcome[firstRow] !== HANDLED && attempts.outcome[firstRow] !== RUNNING
  for (const [handler, { outcome, error, order, site }] of details[attempts.detail[firstRow]!]!.handlers.entries()) {
    const kind = endsUnknown && outcome !== 'handled' ? 'unknown' : kindOf(outcome)
    const who = `${titleOf(source, name)}, ${isDuplicate ? `duplicate ${attempts.delivery[firstRow]}, ` : ''}attempt ${attempts.attempt[firstRow]}`
    const word = kind === 'unknown' ? kind : (outcomeWords[outcome] ?? outcome)
    const reason = tellError(error)
    const untilAt = startedAt(trace, lastRow)
    const others = new Set([...stretch.details].map((detail) => tellError(details[detail]!.handlers[handler]!.error))).size - 1
    const what = `${reason ?? word}${others === 0 ? '' : `, and ${formatCount(others, 'other error')}`}`
    const told =
      count === 1
        ? { label: `${who}: ${word}${reason === null ? '' : ` (${reason})`} at ${formatMoment(at)}` }
        : foldOf(tellOften(stretch), { count, what, isSame: others === 0, last: { event, row: lastRow, call: null } }, untilAt)
    const draft: Draft = { ...nothing, kind, isDuplicate, at, untilAt, what, ...told, event, row: firstRow, handler }
    lanes.add(handlerKey({ source, site, order, event: name }), 'handler', titleOf(source, name), draft)
  }
}

function tellError(error: TraceError | null): string | null {
  return error && `${error.name}: ${error.message}`
}

const nothing = { isDuplicate: false, fold: null, event: null, row: null, handler: null, call: null }

function kindOf(outcome: HandlerOutcome): MarkKind {
  return outcome === 'handled' || outcome === 'running' || outcome === 'not-started' ? outcome : 'failed'
}

const outcomeWords: Readonly<Partial<Record<HandlerOutcome, string>>> = {
  'not-started': 'not started',
  injected: 'failed by injection',
  timeout: 'timed out',
}
