/** Advance of a character of the code font at 12 px, and of the interface's at 11 px, in px: the widest of the usual fonts. */
const CODE_WIDTH = 7.25
const WORDS_WIDTH = 6.5

export function codeWidth(text: string): number {
  return cells(text) * CODE_WIDTH
}

export function wordsWidth(text: string): number {
  return cells(text) * WORDS_WIDTH
}

/** Ideographs and emoji take nearly two. */
function cells(text: string): number {
  let sum = 0
  for (const character of text)
    sum += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u.test(character)
      ? 1.7
      : 1
  return sum
}
