import dayjs, { type ManipulateType } from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { AfterReading } from './after'
import { afterUnits } from './afterUnit'
import { isDate } from './date'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../words/duration'

dayjs.extend(utc)

/** Largest number that is read as an offset, in ms: ten years of 365 days. */
const MAX_OFFSET_MS = 10 * 365 * DAY_MS
const MAX_DELAY_MS = 365 * DAY_MS
/** Delays up to this one go to a queue that counts whole seconds. */
const MAX_QUEUE_DELAY_MS = 15 * MINUTE_MS

/** How SDK 1.0.20 reads an `after`; errors have its words. */
export function readAfterSdk(after: unknown, now: number): AfterReading {
  let moment: number
  try {
    moment = parseAfter(after, now)
  } catch (error) {
    return { error: (error as Error).message, problem: 'invalid' }
  }
  if (Number.isNaN(moment)) return { error: 'Invalid delivery time', problem: 'invalid' }
  if (moment - now > MAX_DELAY_MS) return { error: 'Event delivery must be within one year', problem: 'over-a-year' }
  return { dueAt: Math.max(moment, now) }
}

/** When SDK 1.0.20 has an event delivered that is asked for at `dueAt` (both epoch ms): up to 999 ms later. */
export function queuedUntil(now: number, dueAt: number): number {
  const delayMs = dueAt - now
  return now + (delayMs <= MAX_QUEUE_DELAY_MS ? Math.ceil(delayMs / SECOND_MS) * SECOND_MS : delayMs)
}

/** The SDK's function of that name, without its log line; may throw, as it does, on what has no text. */
export function parseAfter(after: unknown, now: number): number {
  if (!after) return now
  if (typeof after === 'number') return new Date(Math.abs(after) <= MAX_OFFSET_MS ? now + after : after).getTime()
  if (isDate(after)) return after.getTime()
  const moment = Date.parse(after as string)
  // Not 0 either: 1970-01-01T00:00:00Z goes on as if it were no date.
  if (moment) return moment
  try {
    const [amount = '', unit = ''] = (after as string).toLowerCase().split(' ')
    if (!afterUnits.some((one) => one === unit || one === `${unit}s`)) return NaN
    // No radix, so that "0x10 days" is 16 days.
    return dayjs
      .utc(now)
      .add(Number.parseInt(amount), unit as ManipulateType)
      .valueOf()
  } catch {
    return NaN
  }
}
