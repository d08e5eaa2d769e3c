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
export function createLinter(): (linted: Linted) => { readonly lints: readonly Lint[]; readonly isTimeless: boolean } {
  const callRules: readonly CallRule[] = [createAfterRule(), lintArguments, lintAwait, lintBody, lintTimeout]
  const graphRules: readonly ((subject: Subject) => readonly Finding[])[] = [createNameRule(), lintCycles, lintSharedRetries]
  const ofCalls = new WeakMap<CallFacts, readonly Finding[]>()
  const ofFindings = new WeakMap<Finding, Lint>()
  let lintsBefore: ReadonlyMap<string, Lint> = new Map()

  function findInCall(call: CallFacts, context: Context): readonly Finding[] {
    const known = ofCalls.get(call)
    if (known !== undefined) return known
    context.isAsked = false
    const findings = callRules.flatMap((rule) => rule(call, context))
    if (!context.isAsked) ofCalls.set(call, findings)
    return findings
  }

  /** What is the same as before is the same object. */
  function lintOf(found: Finding, severity: Lint['severity'], form: CallFacts['comment']): Lint {
    const known = ofFindings.get(found)
    if (known?.severity === severity && known.ignore?.form === (form ?? undefined)) return known
    const lint = asLint(found, severity, form)
    ofFindings.set(found, lint)
    return lint
  }

  return (linted) => {
    const { calls, ignores, levels } = linted
    const context = contextOf(linted)
    const subject: Subject = { ...linted, factsAt: factsIn(calls) }
    const findings: Finding[] = []
    for (const call of calls) findings.push(...findInCall(call, context))
    for (const rule of graphRules) findings.push(...rule(subject))
    // A call that several callers lead to is found once for each.
    const lints = new Map<string, Lint>()
    for (const found of applyIgnores(findings, ignores)) {
      const level = levels[found.code] ?? lintRules[found.code].level
      if (level === 'off') continue
      // What stands in another file than its call is ignored there.
      const form = found.at.file === found.call.file ? (subject.factsAt(found.call)[0]?.comment ?? null) : null
      const lint = lintOf(found, level, form)
      const key = `${lint.code} ${keyOf(lint)} ${lint.message}`
      const known = lintsBefore.get(key)
      lints.set(key, known !== undefined && isSameLint(known, lint) ? known : lint)
    }
    lintsBefore = lints
    const sorted = [...lints.values()].sort(
      (a, b) => compareSites(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message),
    )
    return { lints: sorted, isTimeless: context.isTimeless }
  }
}

function isSameLint(a: Lint, b: Lint): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Knows whether a rule asked for anything. */
interface Context extends CallContext {
  isAsked: boolean
  /** Whether none asked what time it is. */
  isTimeless: boolean
}

function contextOf({ events, now }: Linted): Context {
  const siteKey = ({ file, line, column }: Site): string => `${file}:${line}:${column}`
  let handlers: ReadonlySet<string> | null = null
  return {
    isAsked: false,
    isTimeless: true,
    get now() {
      this.isAsked = true
      this.isTimeless = false
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
  const byFile = new Map<string, CallFacts[]>()
  for (const call of calls) {
    const inFile = byFile.get(call.file)
    if (inFile === undefined) byFile.set(call.file, [call])
    else inFile.push(call)
  }
  return (span) => (byFile.get(span.file) ?? []).filter((call) => isSameSpan(call, span))
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn
}

function asLint({ code, at, call, message, fixes, refactoring }: Finding, severity: Lint['severity'], form: CallFacts['comment']): Lint {
  return {
    code,
    severity,
    ...at,
    message,
    fixes,
    ...(refactoring && { refactoring }),
    ...(form !== null && { ignore: { line: call.line, form } }),
  }
}
