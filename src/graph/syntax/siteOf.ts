import type { ts } from 'ts-morph'
import type { Site, Span } from '../../model/site'

/** Where a node starts, without the comments before it. */
export function siteOf(node: ts.Node): Site {
  const source = node.getSourceFile()
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source))
  return { file: source.fileName, line: line + 1, column: character + 1 }
}

/** The text of a node, without the comments before it. */
export function spanOf(node: ts.Node): Span {
  const source = node.getSourceFile()
  return spanBetween(source, node.getStart(source), node.end)
}

/** The text between two positions in a file. */
export function spanBetween(source: ts.SourceFile, from: number, to: number): Span {
  const start = source.getLineAndCharacterOfPosition(from)
  const end = source.getLineAndCharacterOfPosition(to)
  return { file: source.fileName, line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}

/** What is told of a node, with where that starts. A spread would do, but in code that runs seldom V8 makes a hidden class for each object of one. */
export function withSite<T extends object>(node: ts.Node, told: T): Site & T {
  return Object.assign(siteOf(node), told)
}

/** The same with the text it takes. */
export function withSpan<T extends object>(node: ts.Node, told: T): Span & T {
  return Object.assign(spanOf(node), told)
}

/** Orders sites by file, line and column. */
export function compareSites(a: Site, b: Site): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column
}

/** Orders text by its code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
