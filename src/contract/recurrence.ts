import { Cron } from 'croner'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './duration'

/** When something recurring is due. */
export interface Recurrence {
  /** The first moment after another, in virtual epoch ms; null when there is none. */
  next(afterMs: number): number | null
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

/**
 * Reads the six fields of `cron("0 4 * * ? *")`: minute, hour, day of month, month, day of week, year, in UTC; days of the week are
 * 1 to 7 from Sunday, and one of the two days is `?` (documentation, Tasks; AWS EventBridge).
 */
export function readCron(text: unknown): Recurrence | { readonly error: string } {
  const fail = (why: string) => ({
    error: `${JSON.stringify(text)} is no cron expression: ${why}. Write six fields, such as "0 4 * * ? *" for 04:00 UTC each day.`,
  })
  if (typeof text !== 'string') return fail('it is no text')
  const fields = text.trim().split(/\s+/)
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields
  if (fields.length !== 6) return fail(`it has ${fields.length} fields`)
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return fail('exactly one of day of month and day of week must be "?"')
  if (`${minute}${hour}${month}${year}`.includes('?')) return fail('only days may be "?"')
  if (/[LW].*[,/]|[,/].*[LW]/.test(dayOfMonth!) || /L.*[,/-]|[,/-].*L/.test(dayOfWeek!))
    return fail('L and W stand without lists and steps')
  if (/(^|[,-])0/.test(dayOfWeek!)) return fail('days of the week are 1 to 7, from Sunday')
  // A number behind a slash is a step.
  const wrongYear = year!.match(/(?<![/\d])\d+/g)?.find((digits) => Number(digits) < 1970 || Number(digits) > 2199)
  if (wrongYear !== undefined) return fail(`years are 1970 to 2199, not ${wrongYear}`)
  // The library counts the days of the week from 0, and knows L only behind a day.
  const days = dayOfWeek!
    .split(',')
    .map((part) => (part === 'L' ? '6' : part.replace(/(^|-)([1-7])/g, (_, before: string, day: string) => `${before}${Number(day) - 1}`)))
    .join(',')
  try {
    const cron = new Cron(['0', minute, hour, dayOfMonth, month, days, year].join(' '), {
      timezone: 'UTC',
      paused: true,
      mode: '7-part',
      sloppyRanges: true,
    })
    return { next: (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() ?? null }
  } catch (error) {
    return fail((error as Error).message.replace(/^CronPattern: /, ''))
  }
}
