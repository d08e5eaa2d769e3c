import { DAY_MS } from '../words/duration'
import { nearestOf } from '../words/nearest'
import type { Json } from '../model/json'

/** An object of a scenario file, of which nothing is known yet. */
export type Fields = Readonly<Record<string, Json>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fails where an object has a field that is none of the known ones. */
export function checkNames(fields: object, known: readonly string[], fail: (message: string) => never): void {
  const name = Object.keys(fields).find((one) => !known.includes(one))
  if (name === undefined) return
  const near = nearestOf(name, known)
  fail(`the field "${name}" is unknown${near === null ? '.' : `: did you mean "${near}"?`} The fields are ${known.join(', ')}.`)
}

/** The longest that a scenario waits for one thing, in ms; a chain of a thousand of them is still a date. */
export const MAX_SPAN_MS = 3660 * DAY_MS
