import type { Site, Span } from '../model/site'

/** A place for people: `src/index.ts:12`. */
export function place({ file, line }: Site): string {
  return `${file}:${line}`
}

/** The same with its column, `src/index.ts:12:3`: places are one where this is the same. */
export function exactPlace({ file, line, column }: Site): string {
  return `${file}:${line}:${column}`
}

/** A place behind what is there: ` (src/index.ts:12)`; nothing where none is known. */
export function placeBehind(site: Site | null): string {
  return site === null ? '' : ` (${place(site)})`
}

/** A place in a sentence: ` at src/index.ts:12`; nothing where none is known. */
export function placeAt(site: Site | null): string {
  return site === null ? '' : ` at ${place(site)}`
}

/** A span of what has more. */
export function onlySpan({ file, line, column, endLine, endColumn }: Span): Span {
  return { file, line, column, endLine, endColumn }
}

/** Spans are one where this is the same. */
export function spanKey({ file, line, column, endLine, endColumn }: Span): string {
  return `${file}:${line}:${column}-${endLine}:${endColumn}`
}
