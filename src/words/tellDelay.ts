import type { Delay } from '../model/graph'
import { formatDuration, SECOND_MS } from './duration'

/** The delay of a publish as far as its text tells it: `5 min`, or between which ones chance draws it, `0–999 ms`; null where it tells neither. */
export function exactDelay({ afterMs, afterRangeMs }: Pick<Delay, 'afterMs' | 'afterRangeMs'>): string | null {
  if (afterMs !== null) return formatDuration(afterMs)
  if (afterRangeMs === null) return null
  const { min, max } = afterRangeMs
  return max < SECOND_MS ? `${Math.round(min)}–${Math.round(max)} ms` : `${formatDuration(min)}–${formatDuration(max)}`
}

/** The delay of a call in words: exact, `after 5 min`, else what its text comes to, `after 2 months`, else that text, `after delay`; null for one at once. */
export function tellDelay(delay: Delay): string | null {
  return delay.after === null ? null : `after ${exactDelay(delay) ?? delay.afterValue ?? delay.after}`
}

/** The same in short, where it is exact: `+5 min`. */
export function delayLabel(delay: Delay): string | null {
  const exact = delay.after === null ? null : exactDelay(delay)
  return exact === null ? tellDelay(delay) : `+${exact}`
}
