import { Buffer } from 'node:buffer'
import type { Contract } from '../model/scenario'

/** 256 KB (documentation, Events). */
const EVENT_SIZE_LIMIT = 262_144

/** What surrounds the values of an event's JSON, with its 27-character identifier. */
const FRAME = `{"id":"${'0'.repeat(27)}","name":,"body":,"time":,"delay":}`.length
/** UTF-8 takes at most this many bytes for a UTF-16 unit. */
const MAX_BYTES_A_UNIT = 3

/** An event's values as JSON text, without the identifier, whose length is fixed. */
export interface EventText {
  readonly storedName: string
  readonly bodyText: string
  readonly time: number
  readonly delay: number
}

/** Whether an event is too large, as `error`, and whether the contracts disagree about it, as a note. */
export interface SizeResult {
  readonly error: string | null
  readonly notes: readonly string[]
}

const fits: SizeResult = { error: null, notes: [] }

/**
 * Measures an event as the JSON of `id`, `name`, `body`, `time` and `delay`: it must be under 262,144 bytes of UTF-8; the SDK (1.0.20,
 * `publishEvent`) counts UTF-16 units and lets 262,144 pass.
 */
export function checkSize({ storedName, bodyText, time, delay }: EventText, contract: Contract): SizeResult {
  const nameText = JSON.stringify(storedName)
  const units = FRAME + nameText.length + bodyText.length + String(time).length + String(delay).length
  if (units * MAX_BYTES_A_UNIT < EVENT_SIZE_LIMIT) return fits
  const bytes = units + (Buffer.byteLength(nameText) - nameText.length) + (Buffer.byteLength(bodyText) - bodyText.length)
  const isDocumentedFit = bytes < EVENT_SIZE_LIMIT
  const isSdkFit = units <= EVENT_SIZE_LIMIT
  const isEqual = isDocumentedFit === isSdkFit
  const mend = 'Store what is large and publish its key.'
  if (contract === 'sdk') {
    const error = `Event body is too large: ${units} characters of JSON, and ${EVENT_SIZE_LIMIT} are the most. ${mend}`
    const note = 'By the documentation, which counts bytes and asks for less than 256 KB, this event would be too large.'
    return { error: isSdkFit ? null : error, notes: isEqual ? [] : [note] }
  }
  const error = `The event is too large: ${bytes} bytes of JSON with its name, id and times, and it must be under ${EVENT_SIZE_LIMIT} (256 KB). ${mend}`
  const note = 'On @ampt/sdk 1.0.20, which counts characters and lets 256 KB pass, this event would still fit.'
  return { error: isDocumentedFit ? null : error, notes: isEqual ? [] : [note] }
}
