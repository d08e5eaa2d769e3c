import type { Lint } from '../model/graph'
import type { Site, Span } from '../model/site'
import type { Assembled } from './assembleGraph'
import { applyIgnores } from './lints/applyIgnores'
import type { CallFacts } from './lints/callFacts'
import { keyOf, type CallContext, type CallRule, type Finding, type Subject } from './lints/finding'
import { createAfterRule } from './lints/lintAfter'
import { lintArguments } from './lints/lintArguments'
import { lintAwait } from './lints/lintAwait'
import { lintBody } from './lints/lintBody'
import { lintRules, type Level, type LintCode } from './lints/lintCodes'
import { lintCycles } from './lints/lintCycles'
import { createNameRule } from './lints/lintNames'
import { lintTimeout } from './lints/lintTimeout'
import type { IgnoreComment } from './lints/readIgnores'
import { lintSharedRetries } from './lints/sharedRetries'
import { compareSites, compareText } from './siteOf'

export interface Linted extends Pick<Assembled, 'events' | 'unresolved' | 'calls'>, Pick<Subject, 'cycles'> {
  readonly ignores: readonly IgnoreComment[]
  readonly levels: Readonly<Partial<Record<LintCode, Level>>>
  /** Now, in epoch ms; null where moments are not to be judged. */
  readonly now: number | null
}

/**
 * Finds what is wrong with calls, from the graph and the facts of each call: plain data, so that no file is read again for it. What hangs
 * on a call alone is found once; a lint that was there the time before is the same object.
 */
export function createLinter(): (linted: Linted) => readonly Lint[] {
  const callRules: readonly CallRule[] = [createAfterRule(), lintArguments, lintAwait, lintBody, lintTimeout]
  const graphRules: readonly ((subject: Subject) => readonly Finding[])[] = [createNameRule(), lintCycles, lintSharedRetries]
  const ofCalls = new WeakMap<CallFacts, readonly Finding[]>()
  let before: ReadonlyMap<string, Lint> = new Map()

  function findInCall(call: CallFacts, context: Context): readonly Finding[] {
    const known = ofCalls.get(call)
    if (known !== undefined) return known
    context.isAsked = false
    const findings = callRules.flatMap((rule) => rule(call, context))
    if (!context.isAsked) ofCalls.set(call, findings)
    return findings
  }

  return (linted) => {
    const { calls, ignores, levels } = linted
    const context = contextOf(linted)
    const subject: Subject = { ...linted, factsAt: factsIn(calls) }
    const findings = [...calls.flatMap((call) => findInCall(call, context)), ...graphRules.flatMap((rule) => rule(subject))]
    const lints = applyIgnores(findings, ignores).flatMap((one) => {
      const level = levels[one.code] ?? lintRules[one.code].level
      return level === 'off' ? [] : [asLint(one, level, subject.factsAt(one.call)[0]?.comment ?? null)]
    })
    // A call that several callers lead to is found once for each.
    const now = new Map(lints.map((lint) => [`${lint.code} ${keyOf(lint)} ${lint.message}`, lint]))
    for (const [key, lint] of now) {
      const known = before.get(key)
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(lint)) now.set(key, known)
    }
    before = now
    return [...now.values()].sort((a, b) => compareSites(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message))
  }
}

/** Knows whether a rule asked for anything. */
interface Context extends CallContext {
  isAsked: boolean
}

function contextOf({ events, now }: Linted): Context {
  const siteKey = ({ file, line, column }: Site): string => `${file}:${line}:${column}`
  let handlers: ReadonlySet<string> | null = null
  return {
    isAsked: false,
    get now() {
      this.isAsked = true
      return now
    },
    readsField(name, field) {
      this.isAsked = true
      return events.find((event) => event.name === name)?.handlers.some(({ bodyFields }) => bodyFields.includes(field)) === true
    },
    isHandler(site) {
      this.isAsked = true
      handlers ??= new Set(events.flatMap((event) => event.handlers.flatMap(({ function: run }) => (run === null ? [] : [siteKey(run)]))))
      return handlers.has(siteKey(site))
    },
  }
}

function factsIn(calls: readonly CallFacts[]): (span: Span) => readonly CallFacts[] {
  let bySpan: Map<string, CallFacts[]> | null = null
  return (span) => {
    if (bySpan === null) {
      bySpan = new Map()
      for (const call of calls) {
        const key = keyOf(call)
        const known = bySpan.get(key)
        if (known === undefined) bySpan.set(key, [call])
        else known.push(call)
      }
    }
    return bySpan.get(keyOf(span)) ?? []
  }
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
