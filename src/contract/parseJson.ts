import type { Json } from '../model/json'
import { formatNumber } from '../words/number'

/** How deep JSON may be nested. A run hands bodies on between processes, where each step down takes a frame of the stack. */
const MOST_DEEP = 1000

/** Completes a sentence on a value of which `isTooDeep` is true. */
export const tooDeep = `is nested more than ${formatNumber(MOST_DEEP)} deep, which a simulation does not carry`

/** Whether JSON text is nested deeper than a run can hand it on. */
export function isTooDeep(text: string): boolean {
  // So short a text is not, whatever it holds.
  if (text.length <= 2 * MOST_DEEP) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '"') at = endOfString(text, at)
    else if (mark === ']' || mark === '}') depth--
    else if ((mark === '[' || mark === '{') && ++depth > MOST_DEEP) return true
  }
  return false
}

/** Reads JSON that a user wrote. Throws an error whose message completes a sentence on the text. */
export function parseJson(text: string): Json {
  if (isTooDeep(text)) throw new Error(tooDeep)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new Error(`is not JSON: ${(error as Error).message}`, { cause: error })
  }
}

function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
