import { formatDuration } from '../contract/duration'
import { formatNumber } from '../contract/number'
import { HANDLED, RUNNING, type EventSource, type HandlerOutcome, type Trace, type TraceHandler } from '../model/trace'
import { formatMoment } from './formatMoment'
import { foldAttempts, type Stretch } from './foldAttempts'
import type { Lane, Mark, MarkKind, Moment, Timeline } from './timeline'

/** More marks than this are not drawn: a picture with more says nothing. */
const MAX_MARKS = 20_000
/** As many of a lane at one instant are drawn one by one. */
const CROWD = 8

type Draft = Omit<Mark, 'moment' | 'until' | 'slot'> & { readonly at: number; readonly untilAt: number }
type LaneDraft = Omit<Lane, 'marks'> & { readonly drafts: Draft[] }

/** Lays a run out: a lane for each handler, one for each event without, one for each call, on an axis of the moments that show something. */
export function layoutTimeline(trace: Trace): Timeline {
  const lanes = new LaneDrafts(trace)
  addCalls(trace, lanes)
  addEvents(trace, lanes)
  addAttempts(trace, lanes)
  const drafted = lanes.inOrder()
  const { shown, hidden } = cut(drafted)
  return { ...placeOnAxis(shown), hidden }
}

class LaneDrafts {
  private readonly lanes = new Map<string, LaneDraft>()

  constructor({ handlers, events }: Trace) {
    const came = new Set(events.map(({ source, name }) => `${source} ${name}`))
    for (const [handler, registration] of handlers.entries()) {
      // Handlers of events that never came would only make the picture longer.
      const { source, event } = registration
      if (listens(source) || came.has(`${source} ${event}`)) {
        this.lanes.set(handlerKey(registration), { kind: 'handler', title: titleOf(source, event), handler, registration, drafts: [] })
      }
    }
  }

  add(key: string, kind: Lane['kind'], title: string, draft: Draft): void {
    let lane = this.lanes.get(key)
    if (lane === undefined) this.lanes.set(key, (lane = { kind, title, handler: null, registration: null, drafts: [] }))
    lane.drafts.push(draft)
  }

  /** The lane in which an event's own marks (publish, drop) stand: that of its first handler. */
  firstOf(title: string): string {
    for (const [key, lane] of this.lanes) if (lane.kind === 'handler' && lane.title === title) return key
    return `unhandled ${title}`
  }

  /** By the time of what they show first; calls before what they publish, and an event's handlers side by side. */
  inOrder(): LaneDraft[] {
    const groups = new Map<string, { readonly lanes: LaneDraft[]; readonly order: number; readonly rank: number; at: number }>()
    for (const lane of this.lanes.values()) {
      if (lane.drafts.length === 0) continue
      const key = `${lane.kind} ${lane.title}`
      const group = groups.get(key) ?? { lanes: [], order: groups.size, rank: rank(lane), at: Infinity }
      group.lanes.push(lane)
      group.at = lane.drafts.reduce((least, { at }) => Math.min(least, at), group.at)
      groups.set(key, group)
    }
    return [...groups.values()].sort((a, b) => a.at - b.at || a.rank - b.rank || a.order - b.order).flatMap(({ lanes }) => lanes)
  }
}

const rank = ({ kind }: LaneDraft): number => ['call', 'handler', 'unhandled'].indexOf(kind)

/** An event's handlers are told apart by its name: one line can register for many names. A listener's is a pattern, so its place counts. */
function handlerKey({ source, site, order, event }: Pick<TraceHandler, 'source' | 'site' | 'order' | 'event'>): string {
  return listens(source) && site !== null ? `${site.file}:${site.line}:${site.column}#${order}` : `${source} ${event}#${order}`
}

/** Whether handlers of a source say what they want by a pattern. */
function listens(source: EventSource): boolean {
  return source === 'data' || source === 'storage'
}

/** What a lane is called: events by their names, all else with what it is. */
function titleOf(source: EventSource, name: string): string {
  return source === 'event' || listens(source) ? name : `${source} ${name}`
}

function addCalls({ calls }: Trace, lanes: LaneDrafts): void {
  for (const [call, { key, startedAt, error, effects, logs, response }] of calls.entries()) {
    // Loading is worth a lane only where it did something.
    if (key === 'load' && error === null && effects.length + logs.length === 0) continue
    const kind = error === null && (response === null || response.status < 500) ? 'call' : 'failed'
    const label = `${key} at ${formatMoment(startedAt)}${response === null ? '' : `, answered ${response.status}`}${error === null ? '' : `, failed: ${error.message}`}`
    const title = key.replace(/#\d+$/, '')
    lanes.add(`call ${title}`, 'call', title, { ...nothing, kind, at: startedAt, untilAt: startedAt, label, call })
  }
}

function addEvents({ events }: Trace, lanes: LaneDrafts): void {
  for (const [index, { name, state, time, dueAt, delay, droppedAt, source, notes }] of events.entries()) {
    const title = titleOf(source, name)
    const key = lanes.firstOf(title)
    const add = (kind: MarkKind, at: number, words: string): void =>
      lanes.add(key, 'unhandled', title, {
        ...nothing,
        kind,
        at,
        untilAt: at,
        event: index,
        label: `${title} ${words} at ${formatMoment(at)}`,
      })
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

function addStretch(trace: Trace, lanes: LaneDrafts, { firstRow, lastRow, count, everyMs, isEven }: Stretch, isLast: boolean): void {
  const { attempts, events, details } = trace
  const event = attempts.event[firstRow]!
  const { name, state, source } = events[event]!
  const isDuplicate = attempts.delivery[firstRow]! > 1
  const startedAt = attempts.startedAt[firstRow]!
  const endsUnknown = isLast && state === 'unknown' && attempts.outcome[firstRow] !== HANDLED && attempts.outcome[firstRow] !== RUNNING
  for (const [handler, { outcome, error, order, site }] of details[attempts.detail[firstRow]!]!.handlers.entries()) {
    const kind = endsUnknown && outcome !== 'handled' ? 'unknown' : kindOf(outcome)
    const who = `${titleOf(source, name)}, ${isDuplicate ? `duplicate ${attempts.delivery[firstRow]}, ` : ''}attempt ${attempts.attempt[firstRow]}`
    const what = `${wordsOf(outcome)}${error === null ? '' : ` (${error.name}: ${error.message})`}`
    const untilAt = attempts.startedAt[lastRow]!
    const label =
      count === 1
        ? `${who}: ${what} at ${formatMoment(startedAt)}`
        : `${formatNumber(count)} more, ${isEven ? '' : 'about '}every ${formatDuration(everyMs)}, until ${formatMoment(untilAt)}: ${what}`
    const draft: Draft = {
      ...nothing,
      kind: count === 1 ? kind : 'fold',
      isDuplicate,
      at: startedAt,
      untilAt,
      label,
      event,
      row: firstRow,
      handler,
    }
    lanes.add(handlerKey({ source, site, order, event: name }), 'handler', titleOf(source, name), draft)
  }
}

const nothing = { isDuplicate: false, event: null, row: null, handler: null, call: null }

function kindOf(outcome: HandlerOutcome): MarkKind {
  return outcome === 'handled' || outcome === 'running' || outcome === 'not-started' ? outcome : 'failed'
}

function wordsOf(outcome: HandlerOutcome): string {
  return (
    { ...({ 'not-started': 'not started', injected: 'failed by injection', timeout: 'timed out' } as Record<string, string>) }[outcome] ??
    outcome
  )
}

/** Rows of each delivery and its retries, in order of their first attempts. */
function chainsOf({ attempts, events }: Trace): readonly (readonly number[])[] {
  const { length, event: eventOf, delivery: deliveryOf } = attempts
  const chains: number[][] = []
  // The first delivery of an event, which nearly all rows are of, needs no hashing.
  const firsts = new Array<number[] | undefined>(events.length)
  const copies = new Map<number, number[]>()
  for (let row = 0; row < length; row++) {
    const event = eventOf[row]!
    const delivery = deliveryOf[row]!
    // Event and delivery in one number: a string key would cost more than all the rest.
    const key = event * 0x10000 + delivery
    let chain = delivery === 1 ? firsts[event] : copies.get(key)
    if (chain === undefined) {
      chains.push((chain = []))
      if (delivery === 1) firsts[event] = chain
      else copies.set(key, chain)
    }
    chain.push(row)
  }
  return chains
}

/** Keeps the first marks of each lane in time. Crowds at one instant are drawn as one, so what goes beyond a few there costs nothing. */
function cut(lanes: readonly LaneDraft[]): { shown: readonly LaneDraft[]; hidden: number } {
  const each = Math.max(1, Math.floor(MAX_MARKS / lanes.length))
  let hidden = 0
  const shown = lanes.map((lane, index) => {
    const drafts = [...lane.drafts].sort((a, b) => a.at - b.at || turn(a.kind) - turn(b.kind))
    const kept = index < MAX_MARKS ? countAffordable(drafts, each) : 0
    hidden += drafts.length - kept
    return { ...lane, drafts: drafts.slice(0, kept) }
  })
  return { shown: shown.slice(0, MAX_MARKS), hidden }
}

function countAffordable(drafts: readonly Draft[], limit: number): number {
  let cost = 0
  let atOnce = 0
  for (const [index, { at, kind }] of drafts.entries()) {
    atOnce = index > 0 && drafts[index - 1]!.at === at ? atOnce + 1 : 1
    if (atOnce <= CROWD || kind === 'fold') cost++
    if (cost > limit) return index
  }
  return drafts.length
}

/** Of what shares an instant, a publish comes before its attempts and its end behind them. */
function turn(kind: MarkKind): number {
  return kind === 'publish' ? 0 : kind === 'dropped' || kind === 'ignored' ? 2 : 1
}

function placeOnAxis(lanes: readonly LaneDraft[]): Pick<Timeline, 'moments' | 'lanes'> {
  const times = [...new Set(lanes.flatMap(({ drafts }) => drafts.flatMap(({ at, untilAt }) => [at, untilAt])))].sort((a, b) => a - b)
  const indexes = new Map(times.map((time, index) => [time, index]))
  const slots = times.map(() => 1)
  const placed = lanes.map(({ drafts, ...lane }): Lane => {
    const counts = new Map<number, number>()
    const marks = drafts.map(({ at, untilAt, ...mark }): Mark => {
      const moment = indexes.get(at)!
      const slot = counts.get(moment) ?? 0
      counts.set(moment, slot + 1)
      slots[moment] = Math.max(slots[moment]!, slot + 1)
      return { ...mark, moment, until: indexes.get(untilAt)!, slot }
    })
    return { ...lane, marks }
  })
  const moments = times.map((time, index): Moment => ({ time, gapMs: index === 0 ? 0 : time - times[index - 1]!, slots: slots[index]! }))
  return { moments, lanes: placed }
}
