import type { Contract } from '../model/scenario'
import { HOUR_MS, SECOND_MS } from '../words/duration'
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

const documentedRange: TimeoutRange = { defaultMs: DEFAULT_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS, canLower: false, takesText: false }

/** The range of a source's timeout under a contract. */
export function timeoutRange(source: EventSource, contract: Contract): TimeoutRange {
  const eventRange = { ...documentedRange, takesText: contract === 'sdk' }
  switch (source) {
    case 'event':
      return eventRange
    case 'data':
      // SDK 1.0.27 of `@ampt/data` sets the limit again when the handler is called, which may lower it.
      return contract === 'sdk' ? { ...eventRange, canLower: true } : eventRange
    case 'storage':
      return contract === 'sdk' ? eventRange : { ...eventRange, maxMs: 600 * SECOND_MS }
    case 'ws':
      return { ...eventRange, canLower: true }
    case 'task':
      // The documentation's limit is the plan's: 30 s, an hour or, at most, four.
      return { ...eventRange, defaultMs: 30 * SECOND_MS, maxMs: contract === 'sdk' ? 900 * SECOND_MS : 4 * HOUR_MS, canLower: true }
    case 'schedule':
      return { ...eventRange, defaultMs: (contract === 'sdk' ? 20 : 30) * SECOND_MS, maxMs: 300 * SECOND_MS, canLower: true }
  }
}

export interface Timeout {
  readonly timeoutMs: number
  /** Why it is not what was asked for, as a sentence; null when it is. */
  readonly warning: string | null
}

/** The time that one `timeout` option gives, in ms: clamped to the range, with a warning. Undefined and what is no number give the default. */
export function readTimeout(asked: unknown, range: TimeoutRange = documentedRange): Timeout {
  const { defaultMs, maxMs, canLower, takesText } = range
  if (asked === undefined) return { timeoutMs: defaultMs, warning: null }
  if (typeof asked === 'string' && !Number.isNaN(Number(asked))) {
    const { timeoutMs } = readTimeout(Number(asked), range)
    const shown = `A timeout is a number of ms, and ${JSON.stringify(asked)} is text`
    if (takesText) return { timeoutMs, warning: `${shown}: by the documentation it is ${defaultMs} ms.` }
    return {
      timeoutMs: defaultMs,
      warning: `${shown}, so it is ${defaultMs} ms. On @ampt/sdk 1.0.20 it would be read as ${Number(asked)}.`,
    }
  }
  if (typeof asked !== 'number' || Number.isNaN(asked)) {
    return { timeoutMs: defaultMs, warning: `A timeout is a number of ms; without one it is ${defaultMs} ms.` }
  }
  if (asked > maxMs) return { timeoutMs: maxMs, warning: `A timeout of ${asked} ms is more than the maximum, so it is ${maxMs} ms.` }
  if (canLower ? asked > 0 : asked >= defaultMs) return { timeoutMs: asked, warning: null }
  return {
    timeoutMs: defaultMs,
    warning: `A timeout of ${asked} ms has no effect: it is at least ${canLower ? 1 : defaultMs} ms, so it stays ${defaultMs} ms.`,
  }
}

/** The time that an attempt has, in ms: the largest that any of its handlers asks for (SDK 1.0.20). `asked` has an entry for each, undefined without one. */
export function effectiveTimeout(asked: readonly unknown[], range: TimeoutRange = documentedRange): number {
  return asked.length === 0 ? range.defaultMs : Math.max(...asked.map((one) => readTimeout(one, range).timeoutMs))
}

/** The new limit that `context.setTimeout(ms)` gives a running attempt, in ms from the attempt's start; it may lower. */
export function readAttemptTimeout(ms: unknown, maxMs = MAX_TIMEOUT_MS): { readonly timeoutMs: number } | { readonly error: string } {
  if (typeof ms === 'number' && ms >= 1 && ms <= maxMs) return { timeoutMs: ms }
  const shown = typeof ms === 'number' ? `${ms}` : `of type ${typeof ms}`
  return { error: `setTimeout takes 1 to ${maxMs} ms, counted from the start of the attempt, but it is ${shown}.` }
}
