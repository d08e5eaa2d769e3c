import dayjs, { type ManipulateType } from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { Contract } from '../model/scenario'

dayjs.extend(utc)

const DAY_MS = 24 * 60 * 60_000
/** Largest number that the documented contract reads as an offset, in ms: one year, counting a leap day. */
const MAX_OFFSET_MS = 366 * DAY_MS
/** Largest number that SDK 1.0.20 reads as an offset, in ms. */
const SDK_MAX_OFFSET_MS = 10 * 365 * DAY_MS
const SDK_MAX_DELAY_MS = 365 * DAY_MS

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const
const unitMs: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: DAY_MS, weeks: 7 * DAY_MS }

const forms = 'a number of ms, an epoch time in ms, a Date, a UTC date such as "2022-01-14T17:46:05.811Z", or "<number> <units>" such as "1 day"'

/** When an event is due, or why it cannot be published. `notes` say what the other contract would have done. */
export type AfterResult =
  { readonly dueAt: number; readonly delayMs: number; readonly notes: readonly string[] } | { readonly error: string; readonly notes: readonly string[] }

type Reading = { readonly dueAt: number } | { readonly error: string }

/**
 * Resolves the `after` option of a publish at `now` (virtual epoch ms; UTC) under a contract; undefined is now. Never throws.
 * Rules: documentation, Events, "Publishing events"; SDK 1.0.20 `parseAfter` and `publishEvent`.
 */
export function resolveAfter(after: unknown, now: number, contract: Contract): AfterResult {
  const documented = readDocumented(after, now)
  const sdk = readSdk(after, now)
  const [ours, other] = contract === 'documented' ? [documented, sdk] : [sdk, documented]
  const notes = differenceOf(ours, other, contract)
  return 'error' in ours ? { error: ours.error, notes } : { dueAt: ours.dueAt, delayMs: ours.dueAt - now, notes }
}

function readDocumented(after: unknown, now: number): Reading {
  if (after === undefined) return { dueAt: now }
  const moment = documentedMoment(after, now)
  if ('error' in moment) return moment
  const { dueAt } = moment
  if (dueAt <= now) return { error: `"after" must be greater than zero, but ${show(after)} is ${dueAt === now ? 'now' : 'in the past'}.` }
  if (dueAt > dayjs.utc(now).add(1, 'year').valueOf()) return { error: `"after" can be at most one year ahead, but ${show(after)} is ${at(dueAt)}.` }
  return moment
}

function documentedMoment(after: unknown, now: number): Reading {
  if (typeof after === 'number') {
    if (!Number.isFinite(after)) return { error: `"after" is ${after}; it takes ${forms}.` }
    return { dueAt: Math.trunc(after <= MAX_OFFSET_MS ? now + after : after) }
  }
  // Instances of another realm count too, so no instanceof.
  if (Object.prototype.toString.call(after) === '[object Date]') {
    const dueAt = Number(after)
    return Number.isNaN(dueAt) ? { error: '"after" is an invalid Date.' } : { dueAt }
  }
  if (typeof after !== 'string') return { error: `"after" is ${show(after)}; it takes ${forms}.` }
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ([a-z]+)$/i.exec(after) ?? []
  if (amount !== undefined && unit !== undefined) return documentedSpan(after, Number(amount), unit.toLowerCase(), now)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(after)) {
    const dueAt = Date.parse(after)
    if (!Number.isNaN(dueAt)) return { dueAt }
  }
  return { error: `"after" is ${show(after)}; it takes ${forms}.${hint(after)}` }
}

function documentedSpan(after: string, amount: number, name: string, now: number): Reading {
  const unit = units.find((one) => one === name || one === `${name}s`)
  if (unit === undefined) return { error: `"after" is ${show(after)}, and "${name}" is no unit; did you mean "${amount} ${nearestUnit(name)}"?` }
  const ms = unitMs[unit]
  if (ms !== undefined) return { dueAt: now + Math.round(amount * ms) }
  if (!Number.isInteger(amount)) return { error: `"after" is ${show(after)}; ${unit} take whole numbers.` }
  return { dueAt: dayjs.utc(now).add(amount, unit).valueOf() }
}

function readSdk(after: unknown, now: number): Reading {
  const parsed = sdkMoment(after, now)
  if (Number.isNaN(parsed)) return { error: 'Invalid delivery time' }
  const dueAt = Math.max(parsed, now)
  return dueAt - now > SDK_MAX_DELAY_MS ? { error: 'Event delivery must be within one year' } : { dueAt }
}

function sdkMoment(after: unknown, now: number): number {
  if (!after) return now
  if (typeof after === 'number') return new Date(Math.abs(after) <= SDK_MAX_OFFSET_MS ? now + after : after).getTime()
  if (Object.prototype.toString.call(after) === '[object Date]') return Number(after)
  const parsed = Date.parse(String(after))
  if (parsed) return parsed
  if (typeof after !== 'string') return NaN
  const [amount = '', unit = ''] = after.toLowerCase().split(' ')
  if (!units.some((one) => one === unit || one === `${unit}s`)) return NaN
  return dayjs.utc(now).add(Number.parseInt(amount, 10), unit as ManipulateType).valueOf()
}

function differenceOf(ours: Reading, other: Reading, contract: Contract): string[] {
  const who = contract === 'documented' ? 'On @ampt/sdk 1.0.20' : 'By the documentation'
  if ('error' in other) return 'error' in ours ? [] : [`${who} this publish would fail: ${other.error}`]
  if ('error' in ours) return [`${who} this would be delivered at ${at(other.dueAt)}.`]
  return ours.dueAt === other.dueAt ? [] : [`${who} this would be delivered at ${at(other.dueAt)}.`]
}

function hint(text: string): string {
  const [, amount, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text) ?? []
  return amount === undefined || unit === undefined ? '' : ` Did you mean "${amount} ${nearestUnit(unit.toLowerCase())}"?`
}

/** The unit that shares the most letters from the start, then the shortest. */
function nearestUnit(name: string): string {
  const shared = (unit: string): number => [...unit].findIndex((letter, index) => letter !== name[index])
  return [...units].sort((a, b) => shared(b) - shared(a))[0]!
}

function show(value: unknown): string {
  if (typeof value === 'number') return new Date(value).getTime() > MAX_OFFSET_MS ? `${value} (${at(value)})` : `${value}`
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : JSON.stringify(String(value))
}

function at(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'an impossible time' : date.toISOString()
}
