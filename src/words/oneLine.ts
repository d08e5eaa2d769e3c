import { formatNumber } from './number'

/** One line of plain text: control characters, such as those that turn the direction of writing, and halves of characters are written out. */
export function oneLine(text: string): string {
  // Nearly all texts are of these letters, signs and arrows, and the properties below take long to look up.
  if (/^[ -~\u00b0-\u05ff\u2190-\u23ff]*$/.test(text)) return text
  return text
    .replace(/[ \t]*\r?\n\s*/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
}

/** Longest text of a workspace that stands in a line for people, in UTF-16 units. */
const MOST = 2000

/** The same, cut where it is too long to read. */
export function shortLine(text: string): string {
  return oneLine(text.length > MOST ? `${text.slice(0, MOST)}… (${formatNumber(text.length - MOST)} more characters)` : text)
}
