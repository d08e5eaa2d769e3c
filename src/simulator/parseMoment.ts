import { isRealDay } from '../contract/date'

const isoMoment = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/

/** Leaves room for a year of delays and more. */
const MAX_MOMENT = Date.UTC(9998, 11, 31)

/** Reads a moment in the form of ISO 8601, in UTC where it names no zone, whatever that of the machine is. Gives epoch ms; null where it is none from 1970 to 9998. */
export function parseMoment(text: string): number | null {
  const [, year, month = '01', day = '01', clock, zone] = isoMoment.exec(text) ?? []
  if (year === undefined || !isRealDay(Number(year), Number(month), Number(day))) return null
  const time = Date.parse(clock !== undefined && zone === undefined ? `${text}Z` : text)
  return time >= 0 && time <= MAX_MOMENT ? time : null
}
