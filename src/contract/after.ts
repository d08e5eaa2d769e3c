import type { Contract } from '../model/scenario'
import { readAfterDocumented } from './afterDocumented'
import { queuedUntil, readAfterSdk } from './afterSdk'
import { formatDuration } from '../words/duration'

/** Why an `after` cannot be: it has none of the accepted forms, it is not ahead of now, or it is too far ahead. */
type AfterProblem = 'invalid' | 'not-positive' | 'over-a-year'

/** How one contract reads an `after`: the moment that it means (epoch ms, never before now), or why there is none. */
export type AfterReading = { readonly dueAt: number } | { readonly error: string; readonly problem: AfterProblem }

/**
 * When an event is to be delivered (epoch ms, and ms from now), or why it cannot be published. `notes` are sentences about what the
 * other contract would have done, where that differs.
 */
export type AfterResult =
  | { readonly dueAt: number; readonly delayMs: number; readonly notes: readonly string[] }
  | { readonly error: string; readonly problem: AfterProblem; readonly notes: readonly string[] }

/**
 * Resolves the `after` option of a publish at `now` (epoch ms, in UTC); undefined is now. Never throws.
 *
 * Under `sdk` an error has the SDK's own words, and where both contracts refuse, the note explains what the SDK does not. A date
 * without a time zone, which only the SDK takes, is read in the zone of the process, as the SDK does.
 * Sources: documentation, Events, "Publishing events"; `parseAfter` and `publishEvent` of SDK 1.0.20.
 */
export function resolveAfter(after: unknown, now: number, contract: Contract): AfterResult {
  if (after === undefined) return { dueAt: now, delayMs: 0, notes: [] }
  const documented = readAfterDocumented(after, now)
  const sdk = readAfterSdk(after, now)
  const [ours, notes] =
    contract === 'documented' ? [documented, notesOfSdk(documented, sdk, now)] : [sdk, notesOfDocumented(documented, sdk, now)]
  return 'error' in ours ? { ...ours, notes } : { dueAt: ours.dueAt, delayMs: ours.dueAt - now, notes }
}

function notesOfSdk(documented: AfterReading, sdk: AfterReading, now: number): readonly string[] {
  if ('error' in sdk) return 'error' in documented ? [] : [`On @ampt/sdk 1.0.20 this publish would fail: ${sdk.error}.`]
  return isSame(documented, sdk) ? [] : [`On @ampt/sdk 1.0.20 this would be delivered ${when(queuedUntil(now, sdk.dueAt), now)}.`]
}

function notesOfDocumented(documented: AfterReading, sdk: AfterReading, now: number): readonly string[] {
  if ('error' in documented)
    return 'error' in sdk ? [documented.error] : [`By the documentation this publish would fail: ${documented.error}`]
  return isSame(documented, sdk) ? [] : [`By the documentation this would be delivered ${when(documented.dueAt, now)}.`]
}

function isSame(one: AfterReading, other: AfterReading): boolean {
  return 'dueAt' in one && 'dueAt' in other && one.dueAt === other.dueAt
}

function when(dueAt: number, now: number): string {
  return dueAt === now ? 'now' : `${formatDuration(dueAt - now)} later, at ${new Date(dueAt).toISOString()}`
}
