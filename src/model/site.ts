/** A place in a source file: `file` is relative to the workspace folder, with `/`; line and column count from 1. */
export interface Site {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A stretch of source text, from its site up to and not including `endLine`:`endColumn`. */
export interface Span extends Site {
  readonly endLine: number
  readonly endColumn: number
}
