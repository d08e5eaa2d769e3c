import type { Span } from '../../model/site'

/** A piece of text that was replaced; its span counts before the edit, in the file that it belongs to. */
export interface Edit {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly text: string
}

/** Where the spans of a graph stand in the text as it is now. Null where what they held is not there any more. */
export interface Shift {
  /** For a span whose text must be as it was: no edit reaches into it or touches it. */
  exact(span: Span): Span | null
  /** For a span that may hold other text by now: edits within make it longer or shorter. */
  around(span: Span): Span | null
}

/** The shift after edits of each file, in their order. */
export function shiftBy(editsOf: (file: string) => readonly Edit[]): Shift {
  const shift = (span: Span, mayHoldEdits: boolean): Span | null => {
    let now: Span | null = span
    for (const edit of editsOf(span.file)) now = now && shiftOnce(now, edit, mayHoldEdits)
    return now
  }
  return { exact: (span) => shift(span, false), around: (span) => shift(span, true) }
}

/** The same edits with what was typed on and on joined, so that a span moves once for a word and not for each of its letters. */
export function joinTyping(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = []
  for (const edit of edits) {
    const last = joined.at(-1)
    if (last !== undefined && goesOn(last, edit)) joined[joined.length - 1] = { ...last, text: last.text + edit.text }
    else joined.push(edit)
  }
  return joined
}

/** Whether an edit goes on where the one before it ends, both of which only add text: what replaces the end of a span is in it, what is typed behind that is not. */
function goesOn(before: Edit, edit: Edit): boolean {
  if (!isAdded(before) || !isAdded(edit)) return false
  const [lastLine, lastColumn] = moved(before.endLine, before.endColumn, before)
  return edit.line === lastLine && edit.column === lastColumn
}

function isAdded({ line, column, endLine, endColumn }: Edit): boolean {
  return line === endLine && column === endColumn
}

function shiftOnce(span: Span, edit: Edit, mayHoldEdits: boolean): Span | null {
  const [start, end] = [
    compare(span.line, span.column, edit.endLine, edit.endColumn),
    compare(span.endLine, span.endColumn, edit.line, edit.column),
  ]
  if (!mayHoldEdits && (start === 0 || end === 0)) return null
  if (start >= 0) return { ...span, ...startMoved(span, edit), ...endMoved(span, edit) }
  if (end <= 0) return span
  const isWithin =
    compare(span.line, span.column, edit.line, edit.column) <= 0 && compare(edit.endLine, edit.endColumn, span.endLine, span.endColumn) <= 0
  return mayHoldEdits && isWithin ? { ...span, ...endMoved(span, edit) } : null
}

function startMoved({ line, column }: Span, edit: Edit): Pick<Span, 'line' | 'column'> {
  const [newLine, newColumn] = moved(line, column, edit)
  return { line: newLine, column: newColumn }
}

function endMoved({ endLine, endColumn }: Span, edit: Edit): Pick<Span, 'endLine' | 'endColumn'> {
  const [newLine, newColumn] = moved(endLine, endColumn, edit)
  return { endLine: newLine, endColumn: newColumn }
}

/** A position behind an edit, once it is made. */
function moved(line: number, column: number, edit: Edit): readonly [number, number] {
  const added = edit.text.split('\n')
  const lastLine = edit.line + added.length - 1
  if (line > edit.endLine) return [line + lastLine - edit.endLine, column]
  const lastColumn = added.at(-1)!.length + (added.length === 1 ? edit.column : 1)
  return [lastLine, lastColumn + column - edit.endColumn]
}

/** Below zero where the first position comes before the second. */
function compare(line: number, column: number, otherLine: number, otherColumn: number): number {
  return line - otherLine || column - otherColumn
}
