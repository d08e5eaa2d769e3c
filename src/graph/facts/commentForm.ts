import { ts } from 'ts-morph'
import type { CallFacts } from './callFacts'

/** How a comment can stand above the line on which a node starts. */
export function commentForm(node: ts.Node): CallFacts['comment'] {
  const source = node.getSourceFile()
  const before = lineBefore(node)
  // White space right before a node is no text of another.
  if (before.trim() === '') return 'line'
  const at = nodeAt(source, node.getStart(source) - before.length)
  if (!isOfText(at)) return 'line'
  return at.kind === ts.SyntaxKind.JsxText ? 'jsx' : null
}

/** What stands before a node on its line. */
export function lineBefore(node: ts.Node): string {
  const source = node.getSourceFile()
  const start = node.getStart(source)
  return source.text.slice(source.getPositionOfLineAndCharacter(source.getLineAndCharacterOfPosition(start).line, 0), start)
}

/** Whether characters within such a node are text, so that what looks like a comment in it is none. */
export function isOfText(node: ts.Node): boolean {
  return (
    ts.isJsxText(node) ||
    ts.isStringLiteral(node) ||
    ts.isTemplateLiteralToken(node) ||
    node.kind === ts.SyntaxKind.RegularExpressionLiteral
  )
}

/** The innermost node around a position; what stands between nodes belongs to what is around them. */
export function nodeAt(source: ts.SourceFile, position: number): ts.Node {
  let found: ts.Node = source
  for (;;) {
    const inner = ts.forEachChild(found, (child) => (position < child.end && startOf(child, source) <= position ? child : undefined))
    if (inner === undefined) return found
    found = inner
  }
}

function startOf(node: ts.Node, source: ts.SourceFile): number {
  // White space is text there.
  return ts.isJsxText(node) ? node.pos : node.getStart(source)
}
