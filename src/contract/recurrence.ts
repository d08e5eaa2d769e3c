import { Cron } from 'croner'
import { formatCount } from '../words/number'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../words/duration'

/** When something recurring is due. */
export interface Recurrence {
  /** The first moment after another, in virtual epoch ms; null when there is none. */
  next(afterMs: number): number | null
  /** What is assumed of it, as a sentence; absent where nothing is. */
  readonly assumption?: string
}

const units: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS }

/**
 * Reads `every("30 minutes")` (documentation, Tasks: whole minutes, hours or days, at least one minute). Minutes that divide the hour and hours that
 * divide the day come at the full ones, as SDK 1.0.20 makes a cron expression of them; all else counts from `startMs`.
 */
export function readRate(text: unknown, startMs: number): Recurrence | { readonly error: string } {
  const [, digits = '', word = ''] = /^(\d+) (minute|hour|day)s?$/i.exec(String(text)) ?? []
  const unitMs = units[word.toLowerCase()]
  const count = Number(digits)
  if (unitMs === undefined || count < 1) {
    return { error: `${JSON.stringify(text)} is no interval. Write a number of minutes, hours or days, such as "30 minutes".` }
  }
  const everyMs = count * unitMs
  const isAligned = (unitMs === MINUTE_MS && count < 60 && 60 % count === 0) || (unitMs === HOUR_MS && count < 24 && 24 % count === 0)
  // Full minutes and hours of UTC are multiples of epoch ms.
  const base = isAligned ? 0 : startMs
  return { next: (afterMs) => base + (Math.floor((afterMs - base) / everyMs) + 1) * everyMs }
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
/** The last year of an expression (AWS EventBridge). */
const MAX_YEAR = 2199

/**
 * Reads the six fields of `cron("0 4 * * ? *")`: minute, hour, day of month, month, day of week, year, in UTC; days of the week are
 * 1 to 7 from Sunday, and one of the two days is `?` (documentation, Tasks; AWS EventBridge). SDK 1.0.20 takes two forms more, which AWS does not document and which have their meaning of Quartz,
 * assumed: `L-3`, days before the last of the month, and ranges of names that go past the end, `FRI-MON`.
 */
export function readCron(text: unknown): Recurrence | { readonly error: string } {
  const fail = (why: string) => ({
    error: `${JSON.stringify(text)} is no cron expression: ${why}. Write six fields, such as "0 4 * * ? *" for 04:00 UTC each day.`,
  })
  if (typeof text !== 'string') return fail('it is no text')
  const fields = text.trim().split(/\s+/)
  if (fields.length !== 6) return fail(`it has ${formatCount(fields.length, 'field')}`)
  const [minute, hour, dayOfMonth, , , year] = fields
  const [month, dayOfWeek] = [unroll(fields[3]!, months), unroll(fields[4]!, weekdays)]
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return fail('exactly one of day of month and day of week must be "?"')
  if (`${minute}${hour}${month}${year}`.includes('?')) return fail('only days may be "?"')
  if (/[LW].*[,/]|[,/].*[LW]/.test(dayOfMonth!) || /L.*[,/-]|[,/-].*L/.test(dayOfWeek)) return fail('L and W stand without lists and steps')
  if (/(^|[,-])0/.test(dayOfWeek)) return fail('days of the week are 1 to 7, from Sunday')
  // A number behind a slash is a step.
  const wrongYear = year!.match(/(?<![/\d])\d+/g)?.find((digits) => Number(digits) < 1970 || Number(digits) > MAX_YEAR)
  if (wrongYear !== undefined) return fail(`years are 1970 to ${MAX_YEAR}, not ${wrongYear}`)
  // The library counts the days of the week from 0, and knows L only behind a day.
  const days = dayOfWeek
    .split(',')
    .map((part) => (part === 'L' ? '6' : part.replace(/(^|-)([1-7])/g, (_, before: string, day: string) => `${before}${Number(day) - 1}`)))
    .join(',')
  const cronOn = (day: string): Cron =>
    new Cron(['0', minute, hour, day, month, days, year].join(' '), { timezone: 'UTC', paused: true, mode: '7-part', sloppyRanges: true })
  const daysBefore = /^L-([1-9]|[12]\d|3[01])$/i.exec(dayOfMonth!)?.[1]
  const isAssumed = daysBefore !== undefined || month !== fields[3] || dayOfWeek !== fields[4]
  try {
    // Checks the other fields in any case.
    const cron = cronOn(daysBefore === undefined ? dayOfMonth! : '*')
    const next = (afterMs: number): number | null => cron.nextRun(new Date(afterMs))?.getTime() ?? null
    const assumption = `cron ${JSON.stringify(text)} has a form that AWS does not document; it is taken as Quartz takes it, assumed.`
    return { next: daysBefore === undefined ? next : beforeMonthEnd(cronOn, Number(daysBefore)), ...(isAssumed && { assumption }) }
  } catch (error) {
    return fail((error as Error).message.replace(/^CronPattern: /, ''))
  }
}

/** `FRI-MON` as a list, where a range that begins or ends with a name goes past the end. */
function unroll(field: string, names: readonly string[]): string {
  const indexOf = (word: string): number => (names.includes(word) ? names.indexOf(word) : Number(word) - 1)
  return field
    .split(',')
    .map((part) => {
      const [, from = '', to = '', step = '1'] = /^(\w+)-(\w+)(?:\/([1-9]\d*))?$/.exec(part.toUpperCase()) ?? []
      if (!names.includes(from) && !names.includes(to)) return part
      const [first, last] = [indexOf(from), indexOf(to)]
      if (!(first > last)) return part
      return [...names.slice(first), ...names.slice(0, last + 1)].filter((_, index) => index % Number(step) === 0).join(',')
    })
    .join(',')
}

/** The moments on the day that is so many before the last of its month: another date in months of each length. */
function beforeMonthEnd(cronOn: (day: string) => Cron, days: number): Recurrence['next'] {
  const lengths = [28, 29, 30, 31].filter((length) => length > days)
  const nexts = lengths.map((length) => {
    const cron = cronOn(String(length - days))
    return (afterMs: number): number => {
      let at = cron.nextRun(new Date(afterMs))
      while (at !== null && at.getUTCFullYear() <= MAX_YEAR) {
        const lastDay = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)
        if (new Date(lastDay).getUTCDate() === length) return at.getTime()
        at = cron.nextRun(new Date(lastDay + DAY_MS - 1))
      }
      return Infinity
    }
  })
  return (afterMs) => {
    const at = Math.min(...nexts.map((next) => next(afterMs)))
    return at === Infinity ? null : at
  }
}
