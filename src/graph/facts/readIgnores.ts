import type { ts } from 'ts-morph'
import type { Span } from '../../model/site'
import { isOfText, nodeAt } from './commentForm'
import { spanBetween } from '../syntax/siteOf'

/** A comment `ampt-events-ignore-next-line code, code`. */
export interface IgnoreComment extends Span {
  readonly codes: readonly (Span & { readonly code: string })[]
  /** The line that it is about. */
  readonly target: number
}

/** The comments of a file that silence lints. */
export function readIgnores(source: ts.SourceFile | null): IgnoreComment[] {
  if (source?.text.includes('ampt-events-ignore-next-line') !== true) return []
  const found: Omit<IgnoreComment, 'target'>[] = []
  // What follows `--` says why.
  for (const match of source.text.matchAll(/(\/\/|\/\*)[ \t]*ampt-events-ignore-next-line\b([^\r\n]*)/g)) {
    if (isOfText(nodeAt(source, match.index))) continue
    const start = match.index + match[0].length - match[2]!.length
    const list = match[2]!.split(match[1] === '/*' ? /\*\/|--/ : '--')[0]!
    const codes = [...list.matchAll(/[^\s,]+/g)].map((one) => ({
      ...spanBetween(source, start + one.index, start + one.index + one[0].length),
      code: one[0],
    }))
    found.push({ ...spanBetween(source, match.index, start + list.trimEnd().length), codes })
  }
  const lines = new Set(found.map(({ endLine }) => endLine))
  return found.map((comment) => {
    let target = comment.endLine + 1
    // Several of them above one line are all about that.
    while (lines.has(target)) target++
    return { ...comment, target }
  })
}
