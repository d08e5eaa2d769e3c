const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** When a failed delivery is tried again, and for how long. */
export interface RetryPolicy {
  readonly retryEveryMs: number
  /** Each wait is this many times the one before; 1 keeps them equal. */
  readonly factor: number
  readonly maxRetryEveryMs: number
  /** After the first attempt began; a retry due exactly then still runs. */
  readonly retentionMs: number
  /** What of this is our reading and not the platform's word; null when all is documented. */
  readonly assumption: string | null
}

/** "Failed events are retried every six minutes, for up to 14 days, after which the event is dropped" (documentation, Events). */
export const eventPolicy: RetryPolicy = {
  retryEveryMs: 6 * MINUTE_MS,
  factor: 1,
  maxRetryEveryMs: 6 * MINUTE_MS,
  retentionMs: 14 * DAY_MS,
  assumption: null,
}

/** Exponential back-off for up to 24 hours (documentation, Data); its steps are our assumption. */
export const dataPolicy: RetryPolicy = {
  retryEveryMs: MINUTE_MS,
  factor: 2,
  maxRetryEveryMs: HOUR_MS,
  retentionMs: DAY_MS,
  assumption: 'A failed data handler is retried after 1 min, then twice as long each time, at most 1 h apart: the steps are assumed.',
}

/** When the next attempt is due after a failed one, counted from when that one began; null when the event is to be dropped. */
export function retryAt(policy: RetryPolicy, firstStartedAt: number, attemptStartedAt: number, failedAttempt: number): number | null {
  const wait = Math.min(policy.retryEveryMs * policy.factor ** (failedAttempt - 1), policy.maxRetryEveryMs)
  const dueAt = attemptStartedAt + wait
  return dueAt <= firstStartedAt + policy.retentionMs ? dueAt : null
}

/** When an event that is not retried any more is dropped: the later of its last attempt's end and the end of its retention. */
export function droppedAt(policy: RetryPolicy, firstStartedAt: number, endedAt: number): number {
  return Math.max(endedAt, firstStartedAt + policy.retentionMs)
}
