import type { ts } from 'ts-morph'
import type { Site, Span } from '../model/site'

/** Where a node starts, without the comments before it. */
export function siteOf(node: ts.Node): Site {
  const source = node.getSourceFile()
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source))
  return { file: source.fileName, line: line + 1, column: character + 1 }
}

/** The text of a node, without the comments before it. */
export function spanOf(node: ts.Node): Span {
  const { line, character } = node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd())
  return { ...siteOf(node), endLine: line + 1, endColumn: character + 1 }
}

/** Orders sites by file, line and column. */
export function compareSites(a: Site, b: Site): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column
}

/** Orders text by its code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
