import { isDeepStrictEqual } from 'node:util'
import { spanKey } from '../../words/place'
import type { EventNode, Lint } from '../../model/graph'
import type { Span } from '../../model/site'
import type { Assembled } from '../events/assembleGraph'
import { applyIgnores } from './applyIgnores'
import type { CallFacts } from '../facts/callFacts'
import { ignoreAbove, type CallContext, type CallRule, type Finding, type Subject } from './finding'
import { createAfterRule } from './lintAfter'
import { lintArguments } from './lintArguments'
import { lintAwait } from './lintAwait'
import { lintBody } from './lintBody'
import { lintRules, type Level, type LintCode } from './lintCodes'
import { lintCycles } from './lintCycles'
import { createNameRule } from './lintNames'
import { lintTimeout } from './lintTimeout'
import type { IgnoreComment } from '../facts/readIgnores'
import { createRetryRule } from './sharedRetries'
import { inOrder } from '../journal/inOrder'
import { listChanges } from '../journal/listChanges'
import { compareSites, compareText } from '../syntax/siteOf'

export interface Linted extends Pick<Assembled, 'events' | 'unresolved' | 'loose' | 'taskRuns' | 'calls'>, Pick<Subject, 'cycles'> {
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
  let eventsBefore: readonly EventNode[] = []
  const callRules: readonly CallRule[] = [createAfterRule(), lintArguments, lintAwait, lintBody, lintTimeout]
  const graphRules: readonly ((subject: Subject) => readonly Finding[])[] = [createNameRule(), lintCycles, createRetryRule()]
  const ofCalls = new WeakMap<CallFacts, readonly Finding[]>()
  const ofFiles = new WeakMap<readonly (readonly CallFacts[])[], readonly Finding[]>()
  const ofFindings = new WeakMap<Finding, KeyedLint>()
  let lintsBefore: ReadonlyMap<string, Lint> = new Map()
  let sorted: readonly Lint[] = []

  /** What hangs on calls alone is found once. */
  function findIn<T extends object>(
    found: WeakMap<T, readonly Finding[]>,
    calls: T,
    context: Context,
    find: () => readonly Finding[],
  ): readonly Finding[] {
    const known = found.get(calls)
    if (known !== undefined) return known
    const wasAsked = context.isAsked
    context.isAsked = false
    const findings = find()
    if (!context.isAsked) found.set(calls, findings)
    context.isAsked ||= wasAsked
    return findings
  }

  function findInCall(call: CallFacts, context: Context): readonly Finding[] {
    return findIn(ofCalls, call, context, () => callRules.flatMap((rule) => rule(call, context)))
  }

  /** What is the same as before is the same object. */
  function lintOf(found: Finding, severity: Lint['severity'], factsAt: Subject['factsAt']): KeyedLint {
    const known = ofFindings.get(found)
    if (known?.lint.severity === severity) return known
    const lint = asLint(found, severity, found.ignore === undefined ? ignoreOf(found, factsAt) : found.ignore)
    const key = `${lint.code} ${spanKey(lint)} ${lint.message}`
    const before = lintsBefore.get(key)
    const keyed = { key, lint: before !== undefined && isDeepStrictEqual(before, lint) ? before : lint }
    ofFindings.set(found, keyed)
    return keyed
  }

  /** Those that were there before are in order. */
  function sort(lints: ReadonlyMap<string, Lint>): void {
    const come = new Set(lints.values())
    const gone = sorted.filter((lint) => !come.delete(lint))
    const compare = (a: Lint, b: Lint): number => compareSites(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message)
    sorted = inOrder(sorted, gone, [...come], compare)
  }

  return (linted) => {
    const { calls, ignores, levels } = linted
    const context = contextOf(linted)
    const factsAt: Subject['factsAt'] = (span) =>
      (calls.get(span.file) ?? []).flatMap((facts) => facts.filter((call) => isSameSpan(call, span)))
    const subject: Subject = { ...linted, ...listChanges(eventsBefore, linted.events), factsAt }
    eventsBefore = linted.events
    const findings: Finding[] = []
    for (const ofFile of calls.values()) {
      findings.push(...findIn(ofFiles, ofFile, context, () => ofFile.flat().flatMap((call) => findInCall(call, context))))
    }
    for (const rule of graphRules) findings.push(...rule(subject))
    // A call that several callers lead to is found once for each.
    const lints = new Map<string, Lint>()
    for (const found of applyIgnores(findings, ignores)) {
      const level = levels[found.code] ?? lintRules[found.code].level
      if (level === 'off') continue
      const { key, lint } = lintOf(found, level, factsAt)
      lints.set(key, lint)
    }
    lintsBefore = lints
    sort(lints)
    return { lints: sorted, isTimeless: context.isTimeless }
  }
}

interface KeyedLint {
  /** The same for lints that say the same of the same text. */
  readonly key: string
  readonly lint: Lint
}

/** Knows whether a rule asked for anything. */
interface Context extends CallContext {
  isAsked: boolean
  /** Whether none asked what time it is. */
  isTimeless: boolean
}

function contextOf({ events, now }: Linted): Context {
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
  }
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn
}

/** Above the call. What stands in another file is ignored there. */
function ignoreOf({ at, call }: Finding, factsAt: Subject['factsAt']): Lint['ignore'] | null {
  const [facts] = at.file === call.file ? factsAt(call) : []
  return facts === undefined ? null : ignoreAbove(call, facts.comment)
}

function asLint(
  { code, at, message, event, fixes, refactoring }: Finding,
  severity: Lint['severity'],
  ignore: Lint['ignore'] | null,
): Lint {
  return {
    code,
    severity,
    ...at,
    message,
    ...(event !== undefined && { event }),
    fixes,
    ...(refactoring && { refactoring }),
    ...(ignore && { ignore }),
  }
}
