import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { AfterReading } from './after'
import { hintForAfter, showAfter } from './afterHint'
import { afterUnitMs, findAfterUnit, type AfterUnit } from './afterUnit'
import { isDate, isRealDay, showMoment } from './date'
import { DAY_MS } from '../words/duration'

dayjs.extend(utc)

/** Largest number that is read as an offset, in ms: the longest year. Anything larger is an epoch moment. */
const MAX_OFFSET_MS = 366 * DAY_MS
const SHORTEST_YEAR_MS = 365 * DAY_MS

const isoUtc = /^(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]00:?00)$/i
/** The form of `Date.toUTCString()`. */
const httpDate = /^[a-z]{3}, \d\d [a-z]{3} \d{4} \d\d:\d\d:\d\d GMT$/i

/** How the documentation reads an `after`: in whole ms, a fraction of one rounded up, since nothing arrives early. */
export function readAfterDocumented(after: unknown, now: number): AfterReading {
  if (after === undefined) return { dueAt: now }
  const moment = momentOf(after, now)
  if (typeof moment === 'string') return { error: moment, problem: 'invalid' }
  if (moment <= now) {
    const where = moment === now ? 'no wait at all' : `in the past, at ${showMoment(moment)}`
    return { error: `"after" must be greater than zero, but ${showAfter(after)} is ${where}.`, problem: 'not-positive' }
  }
  if (moment - now <= SHORTEST_YEAR_MS || moment <= yearAfter(now)) return { dueAt: moment }
  const reach = `can be at most one year ahead, until ${showMoment(yearAfter(now))}`
  return { error: `"after" ${reach}, but ${showAfter(after)} is ${showMoment(moment)}.`, problem: 'over-a-year' }
}

/** The same date next year; a February 29 has February 28. */
function yearAfter(now: number): number {
  return dayjs.utc(now).add(1, 'year').valueOf()
}

/** Epoch ms, NaN when it is beyond all dates; a string says why it is no moment. */
function momentOf(after: unknown, now: number): number | string {
  if (typeof after === 'number') {
    if (!Number.isFinite(after)) return hintForAfter(after)
    return Math.ceil(after) + (after <= MAX_OFFSET_MS ? now : 0)
  }
  if (isDate(after)) {
    const time = after.getTime()
    return Number.isNaN(time) ? hintForAfter(after) : time
  }
  if (typeof after !== 'string') return hintForAfter(after)
  const [, sign, whole, fraction = '', word] = /^(-?)(\d+)(?:\.(\d+))? ([a-z]+)$/i.exec(after) ?? []
  const unit = word === undefined ? null : findAfterUnit(word)
  if (unit !== null)
    return spanFrom(now, `${sign}${whole}`, fraction, unit) ?? `"after" is ${showAfter(after)}, but ${unit} come in whole numbers only.`
  return dateOf(after) ?? hintForAfter(after)
}

/** `now` and a span in a unit; null for a fraction of a unit without a fixed length. */
function spanFrom(now: number, whole: string, fraction: string, unit: AfterUnit): number | null {
  const unitMs = afterUnitMs[unit]
  if (unitMs === undefined) return fraction === '' ? dayjs.utc(now).add(Number(whole), unit).valueOf() : null
  if (fraction === '') return now + Number(whole) * unitMs
  // Decimal, since 1.1 hours would be 3,960,000.0000000005 ms in binary.
  const scaled = BigInt(whole + fraction) * BigInt(unitMs)
  const scale = 10n ** BigInt(fraction.length)
  return now + Number(scaled / scale) + (scaled % scale > 0n ? 1 : 0)
}

function dateOf(text: string): number | null {
  const [, year, month, day] = isoUtc.exec(text) ?? []
  // Date.parse moves February 30 to March.
  if (year === undefined ? !httpDate.test(text) : !isRealDay(Number(year), Number(month), Number(day))) return null
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? null : moment
}
