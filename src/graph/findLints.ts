import type { Lint } from '../model/graph'
import { applyIgnores } from './lints/applyIgnores'
import type { CallFacts } from './lints/callFacts'
import { keyOf, type Finding, type Subject } from './lints/finding'
import { lintAfter } from './lints/lintAfter'
import { lintArguments } from './lints/lintArguments'
import { lintAwait } from './lints/lintAwait'
import { lintBody } from './lints/lintBody'
import { lintRules, type Level, type LintCode } from './lints/lintCodes'
import { lintCycles } from './lints/lintCycles'
import { lintNames } from './lints/lintNames'
import { lintTimeout } from './lints/lintTimeout'
import type { IgnoreComment } from './lints/readIgnores'
import { lintSharedRetries } from './lints/sharedRetries'
import { compareSites, compareText } from './siteOf'

const rules: readonly ((subject: Subject) => readonly Finding[])[] = [
  lintAfter,
  lintArguments,
  lintAwait,
  lintBody,
  lintCycles,
  lintNames,
  lintSharedRetries,
  lintTimeout,
]

/** What is wrong with calls, from the graph and the facts of each call: plain data, so that no file is read again for it. */
export function findLints(
  subject: Subject & { readonly ignores: readonly IgnoreComment[]; readonly levels: Readonly<Partial<Record<LintCode, Level>>> },
): Lint[] {
  const comments = new Map(subject.calls.map((call) => [keyOf(call), call.comment]))
  const found = applyIgnores(
    rules.flatMap((rule) => rule(subject)),
    subject.ignores,
  )
  const lints = found.flatMap((one) => {
    const level = subject.levels[one.code] ?? lintRules[one.code].level
    return level === 'off' ? [] : [asLint(one, level, comments.get(keyOf(one.call)) ?? null)]
  })
  // A call that several callers lead to is found once for each.
  return [...new Map(lints.map((lint) => [`${lint.code} ${keyOf(lint)} ${lint.message}`, lint])).values()].sort(
    (a, b) => compareSites(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message),
  )
}

function asLint({ code, at, call, message, fixes, refactoring }: Finding, severity: Lint['severity'], form: CallFacts['comment']): Lint {
  return {
    code,
    severity,
    ...at,
    message,
    fixes,
    ...(refactoring && { refactoring }),
    // What stands in another file than its call is ignored there.
    ...(form !== null && at.file === call.file && { ignore: { line: call.line, form } }),
  }
}
