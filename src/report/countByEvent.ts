import { getOrMake } from '../model/getOrMake'
import { onceFor } from '../model/onceFor'
import { formatCount, formatNumber } from '../words/number'
import type { EventState, Trace } from '../model/trace'

/** What became of the events of one name in a run. */
export interface EventCounts {
  /** How many were published, by the state in which the run left them. */
  readonly states: Readonly<Partial<Record<EventState, number>>>
  /** Attempts after a failed one. */
  readonly retries: number
  /** How many were ignored behind an attempt that failed. */
  readonly lost: number
}

interface Growing extends EventCounts {
  readonly states: Partial<Record<EventState, number>>
  retries: number
  lost: number
}

/** The counts of a run by event name; names of which there was none are missing. Counted once for each run. */
export const countByEvent = onceFor(({ tallies }: Trace): ReadonlyMap<string, EventCounts> => {
  const counts = new Map<string, Growing>()
  for (const { source, name, state, count, retries, lost } of tallies) {
    if (source !== 'event') continue
    const own = getOrMake(counts, name, (): Growing => ({ states: {}, retries: 0, lost: 0 }))
    own.states[state] = (own.states[state] ?? 0) + count
    own.retries += retries
    own.lost += lost.length
  }
  return counts
})

const order: readonly EventState[] = ['dropped', 'rejected', 'unknown', 'retrying', 'scheduled', 'ignored', 'handled']

/** Such as `1 dropped, 2 handled, 3,360 retries`: the worst first. */
export function tellCounts({ states, retries, lost }: EventCounts): string {
  const told = lost > 0 ? [`${formatNumber(lost)} ignored after a failed attempt`] : []
  for (const state of order) {
    const count = (states[state] ?? 0) - (state === 'ignored' ? lost : 0)
    if (count > 0) told.push(`${formatNumber(count)} ${state}`)
  }
  if (retries > 0) told.push(formatCount(retries, 'retry', 'retries'))
  return told.join(', ')
}

/** The worst that became of them; `open` is what was neither handled nor failed: ignored at once, or still under way. */
export function outcomeOf({ states, lost }: EventCounts): 'failed' | 'unknown' | 'open' | 'handled' {
  if (states.dropped !== undefined || states.rejected !== undefined || lost > 0) return 'failed'
  if (states.unknown !== undefined) return 'unknown'
  return Object.keys(states).some((state) => state !== 'handled') ? 'open' : 'handled'
}
