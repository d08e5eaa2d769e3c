const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const unitsMs: Readonly<Record<string, number>> = {
  ...{ ms: 1, millisecond: 1, milliseconds: 1 },
  ...{ s: SECOND_MS, second: SECOND_MS, seconds: SECOND_MS },
  ...{ min: MINUTE_MS, m: MINUTE_MS, minute: MINUTE_MS, minutes: MINUTE_MS },
  ...{ h: HOUR_MS, hour: HOUR_MS, hours: HOUR_MS },
  ...{ d: DAY_MS, day: DAY_MS, days: DAY_MS },
  ...{ w: 7 * DAY_MS, week: 7 * DAY_MS, weeks: 7 * DAY_MS },
}

/** A span of time as people write it ("5 minutes", "90s", "2h", "500 ms", a plain number of ms), in ms; null when it is none. */
export function parseDuration(text: string): number | null {
  const [, amount, unit = 'ms'] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? []
  const unitMs = unitsMs[unit.toLowerCase() || 'ms']
  return amount === undefined || unitMs === undefined ? null : Math.round(Number(amount) * unitMs)
}

/** A span of time for people, in its two largest units: "14 d", "1 d 2 h", "6 min", "5 s", "250 ms". */
export function formatDuration(ms: number): string {
  let rest = Math.abs(Math.round(ms))
  const parts: string[] = []
  for (const [name, unitMs] of [
    ['d', DAY_MS],
    ['h', HOUR_MS],
    ['min', MINUTE_MS],
    ['s', SECOND_MS],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / unitMs)
    rest -= count * unitMs
    if (count > 0) parts.push(`${count} ${name}`)
  }
  return `${ms < 0 ? '-' : ''}${parts.slice(0, 2).join(' ') || '0 ms'}`
}
