import type { Delay } from '../model/graph'
import { exactDelay } from './exactDelay'

/** The delay of a call in words: exact, `after 5 min`, else what its text comes to, `after 2 months`, else that text, `after delay`; null for one at once. */
export function tellDelay(delay: Delay): string | null {
  const text = delay.after === null ? null : (exactDelay(delay) ?? laterText(delay))
  return text === null ? null : `after ${text}`
}

/** The same in short, where it is exact: `+5 min`. */
export function delayLabel(delay: Delay): string | null {
  const exact = delay.after === null ? null : exactDelay(delay)
  return exact === null ? tellDelay(delay) : `+${exact}`
}

function laterText({ after, afterValue }: Delay): string | null {
  return afterValue === null ? after : String(afterValue)
}
