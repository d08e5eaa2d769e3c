import type { EventState, Trace } from '../model/trace'

/** What became of the events of one name in a run. */
export interface EventCounts {
  /** How many were published, by the state in which the run left them. */
  readonly states: Readonly<Partial<Record<EventState, number>>>
  /** Attempts after a failed one. */
  readonly retries: number
}

const counted = new WeakMap<Trace, ReadonlyMap<string, EventCounts>>()

/** The counts of a run by event name; names of which there was none are missing. Counted once: a run can have millions of attempts. */
export function countByEvent(trace: Trace): ReadonlyMap<string, EventCounts> {
  const counts = counted.get(trace) ?? countAll(trace)
  counted.set(trace, counts)
  return counts
}

function countAll({ events, attempts }: Trace): ReadonlyMap<string, EventCounts> {
  const counts = new Map<string, { states: Partial<Record<EventState, number>>; retries: number }>()
  for (const { source, name, state } of events) {
    if (source !== 'event') continue
    const own = counts.get(name) ?? { states: {}, retries: 0 }
    counts.set(name, own)
    own.states[state] = (own.states[state] ?? 0) + 1
  }
  for (let row = 0; row < attempts.length; row++) {
    const { source, name } = events[attempts.event[row]!]!
    if (source === 'event' && attempts.attempt[row]! > 1) counts.get(name)!.retries++
  }
  return counts
}

const order: readonly EventState[] = ['dropped', 'rejected', 'unknown', 'retrying', 'scheduled', 'ignored', 'handled']

/** Such as `1 dropped, 2 handled, 3,360 retries`: the worst first. */
export function tellCounts({ states, retries }: EventCounts): string {
  const told = order.flatMap((state) => (states[state] === undefined ? [] : [`${states[state].toLocaleString('en-US')} ${state}`]))
  if (retries > 0) told.push(`${retries.toLocaleString('en-US')} ${retries === 1 ? 'retry' : 'retries'}`)
  return told.join(', ')
}

/** The worst that became of them; `open` is what was neither handled nor failed: ignored, or still under way. */
export function outcomeOf({ states }: EventCounts): 'failed' | 'unknown' | 'open' | 'handled' {
  if (states.dropped !== undefined || states.rejected !== undefined) return 'failed'
  if (states.unknown !== undefined) return 'unknown'
  return Object.keys(states).some((state) => state !== 'handled') ? 'open' : 'handled'
}
