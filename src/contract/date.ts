/** Whether a value is a Date, of whichever realm: an app's may be another one's than ours. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]' && !(Symbol.toStringTag in (value as Date))
}

/** Whether a month (from 1) of a year has such a day: `Date.parse` takes February 30 for March 2. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A moment (epoch ms) for people. */
export function showMoment(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'beyond all dates' : date.toISOString()
}
