import { isTooDeep, tooDeep } from '../../contract/parseJson'
import type { Json } from '../../model/json'

export type BodyReading = { readonly body: Json } | { readonly problem: string }

/** Reads what a user typed as the body of an event. `problem` is for the line below the input. */
export function readBody(text: string): BodyReading {
  if (text.trim() === '') return { problem: 'An event has a body. Write JSON such as {"id": 1}, or {} for nothing.' }
  if (isTooDeep(text)) return { problem: `The body ${tooDeep}.` }
  try {
    return { body: JSON.parse(text) as Json }
  } catch (error) {
    // V8 repeats the text that it read, which stands right above.
    const reason = (error as Error).message.replace(/, "?(\.\.\.)?[^]*is not valid JSON$/, '').replace(/ in JSON( at|$)/, '$1')
    return { problem: `Not JSON yet: ${reason}. Names and texts take double quotes: {"id": 1}, "text".` }
  }
}
