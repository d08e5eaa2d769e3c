import { oneLine } from '../../words/oneLine'

/** What an answer takes at most, in bytes of UTF-8. */
export const MOST_BYTES = 2048

/** No line takes more of an answer than this, in bytes: so there is always room for one, and for the line that tells of the rest. */
const LONGEST_LINE = 400

/** A line of an answer, made when there is room for it: the lists can be thousands of lines long. */
export type Line = () => string

/** Lines that are there already. */
export function linesOf(texts: readonly string[]): Line[] {
  return texts.map((text) => () => text)
}

/**
 * The head and as many lines as fit, in their order, after `skip` of them. Where any are left, the last line says how many and `again`,
 * which is given the number to skip then, how to ask for them.
 */
export function fitAnswer(head: string, lines: readonly Line[], skip: number, again: (skip: number) => string): string {
  const first = clipped(skip === 0 ? head : `${head} (after ${skip})`)
  const count = Math.max(0, lines.length - skip)
  const rest: string[] = []
  let whole = bytesOf(first)
  while (rest.length < count && whole <= MOST_BYTES) {
    const line = clipped(lines[skip + rest.length]!())
    rest.push(line)
    whole += 1 + bytesOf(line)
  }
  if (whole <= MOST_BYTES) return rest.length === 0 && skip > 0 ? `${first}\nThere are no more.` : [first, ...rest].join('\n')
  const taken = [first]
  let bytes = bytesOf(first)
  for (const [index, line] of rest.entries()) {
    const more = clipped(`… ${count - index} more. Ask ${again(skip + index)}`)
    const isLast = index > 0 && bytes + bytesOf(line) + bytesOf(more) + 2 > MOST_BYTES
    if (isLast) return [...taken, more].join('\n')
    taken.push(line)
    bytes += 1 + bytesOf(line)
  }
  return taken.join('\n')
}

function clipped(line: string): string {
  const text = indentOf(line) + oneLine(line.trim())
  if (bytesOf(text) <= LONGEST_LINE) return text
  const cut = Buffer.from(text).subarray(0, LONGEST_LINE - bytesOf('…'))
  // No part of a character stays behind.
  return `${cut.toString().replace(/\uFFFD+$/, '')}…`
}

function indentOf(line: string): string {
  return /^ */.exec(line)![0]
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
