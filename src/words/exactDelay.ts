import type { Delay } from '../model/graph'
import { formatDuration, SECOND_MS } from './duration'

/** The delay of a publish as far as its text tells it: `5 min`, or between which ones chance draws it, `0–999 ms`; null where it tells neither. */
export function exactDelay({ afterMs, afterRangeMs }: Pick<Delay, 'afterMs' | 'afterRangeMs'>): string | null {
  if (afterMs !== null) return formatDuration(afterMs)
  if (afterRangeMs === null) return null
  const { min, max } = afterRangeMs
  return max < SECOND_MS ? `${Math.round(min)}–${Math.round(max)} ms` : `${formatDuration(min)}–${formatDuration(max)}`
}
