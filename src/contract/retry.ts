import type { Contract } from '../model/scenario'
import type { EventSource } from '../model/trace'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../words/duration'

/** When a failed attempt is followed by another, and for how long. */
export interface RetryPolicy {
  /** From the begin of the first attempt to the begin of its retry. */
  readonly retryEveryMs: number
  /** Each wait is this many times the one before; 1 keeps them equal. */
  readonly factor: number
  readonly maxRetryEveryMs: number
  /** After the first attempt began; a retry due exactly then still runs. Infinity when only `maxAttempts` ends it. */
  readonly retentionMs: number
  /** Counts the first; Infinity when only `retentionMs` ends it. */
  readonly maxAttempts: number
  /** The part that is our reading and not the platform's word, as a sentence that the run states; null when all is documented. */
  readonly assumption: string | null
  /** What the other contract does with what failed, as a sentence for its event; null where that is the same. */
  readonly otherwise: string | null
}

/**
 * "Failed events are retried every six minutes, for up to 14 days, after which the event is dropped" (documentation, Events):
 * 3,361 attempts where none is late, the last exactly 14 days after the first.
 */
export const eventPolicy: RetryPolicy = {
  retryEveryMs: 6 * MINUTE_MS,
  factor: 1,
  maxRetryEveryMs: 6 * MINUTE_MS,
  retentionMs: 14 * DAY_MS,
  maxAttempts: Infinity,
  assumption: null,
  otherwise: null,
}

/** Exponential back-off for up to 24 hours (documentation, Data). */
export const dataPolicy: RetryPolicy = {
  retryEveryMs: MINUTE_MS,
  factor: 2,
  maxRetryEveryMs: HOUR_MS,
  retentionMs: DAY_MS,
  maxAttempts: Infinity,
  assumption: 'A failed data handler is retried after 1 min, then after twice as long each time, at most 1 h apart: the steps are assumed.',
  otherwise: null,
}

const never: RetryPolicy = { ...eventPolicy, retentionMs: Infinity, maxAttempts: 1 }

const policies: Readonly<Record<Exclude<EventSource, 'task'>, RetryPolicy>> = {
  event: eventPolicy,
  data: dataPolicy,
  storage: { ...eventPolicy, assumption: 'A failed storage handler is retried every 6 min for up to 14 d, as events are: assumed.' },
  schedule: { ...never, assumption: 'A failed scheduled run is not retried, the next one comes at its own time: assumed.' },
  ws: { ...never, assumption: 'A failed WebSocket handler is not retried: assumed.' },
}

/** Where its options say nothing of it. */
const SDK_TASK_ATTEMPTS = 3

const triedAgain: RetryPolicy = { ...never, assumption: 'A failed task is tried again six minutes after it began: assumed.' }

/** The retry policy of a task whose options ask for a number of `attempts`, or say nothing of it. */
export function taskPolicy(contract: Contract, attempts: unknown): RetryPolicy {
  if (typeof attempts === 'number' && attempts > 0) return attempts === 1 ? never : { ...triedAgain, maxAttempts: attempts }
  if (contract === 'sdk')
    return { ...triedAgain, maxAttempts: SDK_TASK_ATTEMPTS, otherwise: 'By the documentation a failed task is not retried.' }
  return { ...never, otherwise: `On @ampt/sdk 1.0.20 a failed task without "attempts" is tried ${SDK_TASK_ATTEMPTS} times in all.` }
}

/** The retry policy of a source under a contract. */
export function retryPolicy(source: EventSource, contract: Contract): RetryPolicy {
  return source === 'task' ? taskPolicy(contract, undefined) : policies[source]
}

/**
 * When the next attempt is due (epoch ms), or null when there is none: the wait counts from when the failed attempt began, the
 * retention from when the first one did. A late attempt thus moves all that follow, and a retry that is due in time runs however late it starts.
 * @param failedAttempt number of the attempt that failed, from 1
 */
export function retryAt(policy: RetryPolicy, firstStartedAt: number, attemptStartedAt: number, failedAttempt: number): number | null {
  if (failedAttempt >= policy.maxAttempts) return null
  const waitMs = Math.min(policy.retryEveryMs * policy.factor ** (failedAttempt - 1), policy.maxRetryEveryMs)
  const dueAt = attemptStartedAt + waitMs
  return dueAt <= firstStartedAt + policy.retentionMs ? dueAt : null
}

/**
 * When an event that is not retried any more is dropped (epoch ms): at the later of its last attempt's end and the end of its
 * retention; without a retention at that attempt's end.
 */
export function droppedAt(policy: RetryPolicy, firstStartedAt: number, endedAt: number): number {
  return Number.isFinite(policy.retentionMs) ? Math.max(endedAt, firstStartedAt + policy.retentionMs) : endedAt
}
