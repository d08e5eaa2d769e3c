import { afterUnitMs, findAfterUnit, nearestSpan } from './afterUnit'
import { isDate, isRealDay, showMoment } from './date'
import { DAY_MS } from '../words/duration'

const forms =
  'a number of ms, an epoch time in ms, a Date, a UTC date such as "2022-01-14T17:46:05.811Z", or "<number> <units>" such as "1 day" ' +
  '(seconds, minutes, hours, days, weeks, months or years)'

/** Characters of a text that a message shows. */
const SHOWN_LENGTH = 60

/** The error for an `after` that has none of the accepted forms: the value, the nearest form that is valid, and all that are. */
export function hintForAfter(after: unknown): string {
  const nearest = nearestOf(after)
  const question = nearest === null ? '.' : `: did you mean ${nearest}?`
  return `"after" is ${showAfter(after)}, which is no valid time${question} It takes ${forms}.`
}

/** An `after` as a message names it. */
export function showAfter(after: unknown): string {
  if (typeof after === 'string') return JSON.stringify(after.length > SHOWN_LENGTH ? `${after.slice(0, SHOWN_LENGTH)}…` : after)
  if (typeof after === 'number') return after > 366 * DAY_MS && Number.isFinite(after) ? `${after}, read as an epoch time,` : `${after}`
  if (typeof after === 'bigint') return `${after}n`
  if (isDate(after)) return Number.isNaN(after.getTime()) ? 'an invalid Date' : `the Date ${showMoment(after.getTime())}`
  if (typeof after === 'object' && after !== null) return Array.isArray(after) ? 'an array' : 'an object'
  return typeof after === 'function' || typeof after === 'symbol' ? `a ${typeof after}` : String(after)
}

function nearestOf(after: unknown): string | null {
  if (typeof after === 'string') return nearestText(after)
  if (typeof after === 'bigint') return `the number ${after}`
  // What dayjs and its like give.
  if (typeof after === 'object' && after !== null && 'toDate' in after) return 'its toDate()'
  return null
}

/** The nearest valid form of a text, as it is written in code, or `the number 12`; null when there is none. */
export function nearestText(text: string): string | null {
  if (/^\d+$/.test(text)) return `the number ${text}`
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? []
  if (year !== undefined) return isRealDay(Number(year), Number(month), Number(day)) ? nearestDate(text) : null
  // "1,000" and "1_000" are a thousand, "1,5" is one and a half.
  const plain = text.replace(/(\d)[,_](?=\d{3}(?!\d))/g, '$1').replace(/(\d),(?=\d)/g, '$1.')
  const spans = [...plain.matchAll(/(\d*\.?\d+(?:e\d+)?)\s*([a-z]+)/gi)].map(([, amount, word]) => ({
    amount: Number(amount),
    word: word!,
  }))
  const [first] = spans
  return first === undefined ? null : JSON.stringify(sumOf(spans) ?? nearestSpan(first.amount, findAfterUnit(first.word) ?? first.word))
}

/** "1 hour 30 minutes" in the unit of its last part. */
function sumOf(spans: readonly { readonly amount: number; readonly word: string }[]): string | null {
  const unit = findAfterUnit(spans.at(-1)!.word)
  const unitMs = unit === null ? undefined : afterUnitMs[unit]
  if (unit === null || unitMs === undefined) return null
  const sumMs = spans.reduce((sum, { amount, word }) => {
    const part = findAfterUnit(word)
    return sum + amount * ((part === null ? undefined : afterUnitMs[part]) ?? NaN)
  }, 0)
  return Number.isNaN(sumMs) ? null : nearestSpan(sumMs / unitMs, unit)
}

/** A date without a zone, or with another than UTC, in UTC. */
function nearestDate(text: string): string | null {
  const hasZone = /[T ].*(z|[+-]\d\d:?\d\d)$/i.test(text)
  const moment = Date.parse(hasZone || text.length === 10 ? text : `${text}Z`)
  return Number.isNaN(moment) ? null : JSON.stringify(new Date(moment).toISOString())
}
