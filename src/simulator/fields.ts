import { DAY_MS } from '../words/duration'
import type { Json } from '../model/json'

/** An object of a scenario file, of which nothing is known yet. */
export type Fields = Readonly<Record<string, Json>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The longest that a scenario waits for one thing, in ms; a chain of a thousand of them is still a date. */
export const MAX_SPAN_MS = 3660 * DAY_MS
