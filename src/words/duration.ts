export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

const unitMs = new Map<string, number>()
for (const [ms, names] of [
  [1, ['ms', 'millisecond', 'milliseconds']],
  [SECOND_MS, ['s', 'sec', 'second', 'seconds']],
  [MINUTE_MS, ['m', 'min', 'minute', 'minutes']],
  [HOUR_MS, ['h', 'hour', 'hours']],
  [DAY_MS, ['d', 'day', 'days']],
  [WEEK_MS, ['w', 'week', 'weeks']],
] as const) {
  for (const name of names) unitMs.set(name, ms)
}

const shownUnits = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['min', MINUTE_MS],
  ['s', SECOND_MS],
  ['ms', 1],
] as const

/**
 * A span of time as people write it in options and scenario files, in whole ms: "5 minutes", "90s", "1 d 2 h", "500ms", or a plain
 * number of ms. Null when it is none. Months and years are none: their length depends on where they start.
 */
export function parseDuration(text: string): number | null {
  const written = text.trim().toLowerCase()
  if (/^\d+$/.test(written)) return whole(Number(written))
  if (!/^(\d+(\.\d+)?\s*[a-z]+\s*)+$/.test(written)) return null
  let sum = 0
  for (const [, amount, unit] of written.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    sum += Number(amount) * (unitMs.get(unit!) ?? NaN)
  }
  return whole(sum)
}

function whole(ms: number): number | null {
  const rounded = Math.round(ms)
  return Number.isSafeInteger(rounded) ? rounded : null
}

/** A span of time for people, in its two largest units, cut off there: "14 d", "1 d 2 h", "6 min", "5 s", "250 ms". */
export function formatDuration(ms: number): string {
  let rest = Math.round(Math.abs(ms))
  const parts: string[] = []
  for (const [name, size] of shownUnits) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`)
  }
  if (parts.length === 0) return '0 ms'
  return `${ms < 0 ? '-' : ''}${parts.join(' ')}`
}
