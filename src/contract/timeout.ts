import type { Contract } from '../model/scenario'
import { formatDuration, HOUR_MS, SECOND_MS } from '../words/duration'
import type { EventSource } from '../model/trace'

/** The time that an attempt of an event has by default, in ms, and the least that the `timeout` of `on` can ask for. */
const DEFAULT_TIMEOUT_MS = 5 * SECOND_MS
/** The most that an attempt of an event can have, in ms. */
export const MAX_TIMEOUT_MS = 60 * SECOND_MS

/** The time that a request has by default, in ms (documentation, HTTP; SDK 1.0.20). */
export const CALL_LIMIT_MS = 29 * SECOND_MS
/** The most that `http.setTimeout` and `core.context.setTimeout` can give a request, in ms (documentation, Core). */
export const MAX_CALL_LIMIT_MS = 300 * SECOND_MS

/** What the `timeout` option of a source can ask for. */
export interface TimeoutRange {
  readonly defaultMs: number
  readonly maxMs: number
  /** Whether less than the default has an effect. */
  readonly canLower: boolean
  /** Whether text that is a number counts as that number: the SDK compares without a look at the kind. */
  readonly takesText: boolean
}

function rangesOf(contract: Contract): Readonly<Record<EventSource, TimeoutRange>> {
  const isSdk = contract === 'sdk'
  const event: TimeoutRange = { defaultMs: DEFAULT_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS, canLower: false, takesText: isSdk }
  return {
    event,
    // SDK 1.0.27 of `@ampt/data` sets the limit again when the handler is called, which may lower it.
    data: { ...event, canLower: isSdk },
    storage: isSdk ? event : { ...event, maxMs: 600 * SECOND_MS },
    ws: { ...event, canLower: true },
    // The documentation's limit is the plan's: 30 s, an hour or, at most, four.
    task: { ...event, defaultMs: 30 * SECOND_MS, maxMs: isSdk ? 900 * SECOND_MS : 4 * HOUR_MS, canLower: true },
    schedule: { ...event, defaultMs: (isSdk ? 20 : 30) * SECOND_MS, maxMs: 300 * SECOND_MS, canLower: true },
  }
}

const ranges = { documented: rangesOf('documented'), sdk: rangesOf('sdk') }

/** The range of a source's timeout under a contract. */
export function timeoutRange(source: EventSource, contract: Contract): TimeoutRange {
  return ranges[contract][source]
}

export interface Timeout {
  readonly timeoutMs: number
  /** Why it is not what was asked for, as a sentence; null when it is. */
  readonly warning: string | null
}

/** The time that one `timeout` option gives, in ms: clamped to the range, with a warning. Undefined and what is no number give the default. */
export function readTimeout(asked: unknown, range = ranges.documented.event): Timeout {
  const { defaultMs, maxMs, canLower, takesText } = range
  const byDefault = (warning: string | null): Timeout => ({ timeoutMs: defaultMs, warning })
  if (asked === undefined) return byDefault(null)
  if (typeof asked === 'string' && !Number.isNaN(Number(asked))) {
    const shown = `A timeout is a number of ms, and ${JSON.stringify(asked)} is text`
    if (!takesText) return byDefault(`${shown}, so it is ${defaultMs} ms. On @ampt/sdk 1.0.20 it would be read as ${Number(asked)}.`)
    const { timeoutMs } = readTimeout(Number(asked), range)
    return { timeoutMs, warning: `${shown}: by the documentation it is ${defaultMs} ms.` }
  }
  if (typeof asked !== 'number' || Number.isNaN(asked)) {
    return byDefault(`A timeout is a number of ms; without one it is ${defaultMs} ms.`)
  }
  if (asked > maxMs) return { timeoutMs: maxMs, warning: `A timeout of ${asked} ms is more than the maximum, so it is ${maxMs} ms.` }
  if (canLower ? asked > 0 : asked >= defaultMs) return { timeoutMs: asked, warning: null }
  return byDefault(`A timeout of ${asked} ms has no effect: it is at least ${canLower ? 1 : defaultMs} ms, so it stays ${defaultMs} ms.`)
}

/** The time that an attempt has, in ms: the largest that any of its handlers asks for (SDK 1.0.20). `asked` has an entry for each, undefined without one. */
export function effectiveTimeout(asked: readonly unknown[], range = ranges.documented.event): number {
  return asked.length === 0 ? range.defaultMs : Math.max(...asked.map((one) => readTimeout(one, range).timeoutMs))
}

/** The new limit that `context.setTimeout(ms)` gives a running attempt, in ms from the attempt's start; it may lower. */
export function readAttemptTimeout(ms: unknown, maxMs = MAX_TIMEOUT_MS): { readonly timeoutMs: number } | { readonly error: string } {
  if (typeof ms === 'number' && ms >= 1 && ms <= maxMs) return { timeoutMs: ms }
  const shown = typeof ms === 'number' ? `${ms}` : `of type ${typeof ms}`
  return { error: `setTimeout takes 1 to ${maxMs} ms, counted from the start of the attempt, but it is ${shown}.` }
}

/** What the limit of the other contract, `otherMs`, would have made of an attempt that took `tookMs`, as a sentence; null where it comes to the same. */
export function noteOfOtherLimit(contract: Contract, otherMs: number, tookMs: number, hasTimedOut: boolean): string | null {
  const isCut = tookMs > otherMs
  if (!isCut && !(hasTimedOut && otherMs > tookMs)) return null
  const side = contract === 'sdk' ? 'By the documentation' : 'On @ampt/sdk 1.0.20'
  const end = hasTimedOut ? 'timed out sooner' : 'timed out here'
  return `${side} an attempt of this has ${formatDuration(otherMs)}, and would have ${isCut ? end : 'gone on here'}.`
}
