import { distinctBy } from '../../model/distinctBy'
import { spanKey } from '../../words/place'
import { finding, quote, type Finding } from './finding'
import { isLintCode, tellUnknownCode } from './lintCodes'
import type { IgnoreComment } from '../facts/readIgnores'

/** Leaves out what comments ignore, and adds the codes that ignore nothing. A comment is about its next line: what is found there, and in the calls that start there. */
export function applyIgnores(findings: readonly Finding[], comments: readonly IgnoreComment[]): readonly Finding[] {
  if (comments.length === 0) return findings
  const unused: Finding[] = []
  const silenced = new Set<Finding>()
  for (const comment of comments) {
    const here = findings.filter(
      ({ at, call }) =>
        (at.file === comment.file && at.line === comment.target) || (call.file === comment.file && call.line === comment.target),
    )
    if (comment.codes.length === 0)
      unused.push(
        finding(
          'unused-ignore',
          comment,
          comment,
          'This comment names no code, so it ignores nothing. Name the codes of the lints behind it.',
        ),
      )
    for (const { code, ...at } of comment.codes) {
      const matching = here.filter((one) => one.code === code)
      matching.forEach((one) => silenced.add(one))
      if (matching.length === 0) unused.push(finding('unused-ignore', at, comment, tell(code)))
    }
  }
  const kept = findings.filter((one) => !silenced.has(one))
  return [...kept, ...distinctBy(unused, ({ at }) => spanKey(at))]
}

function tell(code: string): string {
  if (isLintCode(code)) return `Nothing on the next line is ${quote(code)}, so this ignores nothing. Remove it.`
  return tellUnknownCode(code)
}
