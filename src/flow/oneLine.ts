/** One line of plain text: control characters, such as those that turn the direction of writing, and halves of characters are written out. */
export function oneLine(text: string): string {
  return text
    .replace(/[ \t]*\r?\n\s*/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
}

/** At most so many characters; the end of a name tells as much as its beginning, so the middle goes. */
export function shorten(text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  const head = Math.ceil((most - 1) * 0.6)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`
}
