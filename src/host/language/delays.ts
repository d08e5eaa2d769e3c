import { resolveAfter, type AfterResult } from '../../contract/after'
import { formatDuration, SECOND_MS } from '../../words/duration'
import { exactDelay } from '../../words/tellDelay'
import type { Delay } from '../../model/graph'
import type { Contract } from '../../model/scenario'
import { formatMoment } from '../../timeline/formatMoment'

/** When what a call starts would come if it was called `now` (epoch ms); null where the text does not fix it. */
export function readDelay({ afterMs, afterValue }: Delay, now: number, contract: Contract): AfterResult | null {
  const value = afterValue ?? afterMs
  return value === null ? null : resolveAfter(value, now, contract)
}

/** What an `after` comes to, in a few words: a span such as `5 min`, a moment, or that the call fails, with the reason. */
export type ShortDelay =
  { readonly kind: 'span' | 'moment'; readonly text: string } | { readonly kind: 'failure'; readonly text: string; readonly why: string }

/** Null where the text does not fix it. `now` is epoch ms: it decides whether a moment is past. */
export function shortDelay(delay: Delay, now: number, contract: Contract): ShortDelay | null {
  const due = readDelay(delay, now, contract)
  if (due === null) {
    const range = exactDelay(delay)
    return range === null ? null : { kind: 'span', text: range }
  }
  if ('error' in due) return { kind: 'failure', text: failures[due.problem], why: due.error }
  if (due.delayMs === 0) return { kind: 'span', text: 'now' }
  const later = readDelay(delay, now + SECOND_MS, contract)
  const isMoment = later === null || 'error' in later || later.dueAt === due.dueAt
  if (isMoment) return { kind: 'moment', text: `on ${formatMoment(due.dueAt)}` }
  // A month is as long as it happens to be.
  const [calendar] = /^\d+ (?:month|year)s?$/i.exec(String(delay.afterValue)) ?? []
  return { kind: 'span', text: calendar ?? formatDuration(due.delayMs) }
}

const failures = {
  invalid: 'no valid time: fails',
  'not-positive': 'not ahead of now: fails',
  'over-a-year': 'over a year ahead: fails',
} as const
