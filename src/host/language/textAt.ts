import type { Span } from '../../model/site'

/** The text of a span; empty where the text has no such place. */
export function textAt(lines: readonly string[], { line, column, endLine, endColumn }: Span): string {
  const held = lines.slice(line - 1, endLine)
  if (held.length <= endLine - line) return ''
  held[held.length - 1] = held.at(-1)!.slice(0, endColumn - 1)
  held[0] = held[0]!.slice(column - 1)
  return held.join('\n')
}

/** What TypeScript refers to: of a name such as `OrderEvent.Placed` its last word, of a string what is between its quotes, of all else the span itself. */
export function referredSpan(span: Span, text: string): Span {
  const [word] = /^[\w$]+(?:\s*\.\s*[\w$]+)*$/.test(text) ? (/[\w$]+$/.exec(text) ?? []) : []
  if (word !== undefined) return { ...span, line: span.endLine, column: span.endColumn - word.length }
  return /^(['"`])[^]*\1$/.test(text) ? { ...span, column: span.column + 1, endColumn: span.endColumn - 1 } : span
}
