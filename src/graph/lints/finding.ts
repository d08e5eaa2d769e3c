import { onlySpan } from '../../words/place'
import type { CallName, EventNode, Fix, Lint, TextEdit, UnresolvedSite, Cycle, TaskRun } from '../../model/graph'
import type { Span } from '../../model/site'
import type { CallFacts } from '../facts/callFacts'
import type { ListChanges } from '../journal/listChanges'
import type { LintCode } from './lintCodes'

/** What rules look at. */
export interface Subject extends ListChanges<EventNode> {
  /** `gone` are no longer there as they were the time before, `come` were not. */
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  /** Calls on something unknown, of which only the lints of names know. */
  readonly loose: readonly Pick<UnresolvedSite, 'kind' | 'pattern'>[]
  readonly cycles: readonly Cycle[]
  readonly taskRuns: readonly TaskRun[]
  /** The facts of the calls that stand at a span. */
  factsAt(span: Span): readonly CallFacts[]
}

/** Finds what is wrong with one call. What it asks the context for hangs on more than the call. */
export type CallRule = (call: CallFacts, context: CallContext) => readonly Finding[]

export interface CallContext {
  /** Now, in epoch ms; null where moments are not to be judged. */
  readonly now: number | null
  /** Whether a handler of an event reads a field of its body. */
  readsField(event: string, field: string): boolean
}

/** What a rule finds: a lint before its severity is known. */
export interface Finding {
  readonly code: LintCode
  /** The text that is wrong. */
  readonly at: Span
  /** The call that it belongs to. */
  readonly call: Span
  /** Where a comment that ignores it may stand; null for nowhere, left out where the facts of the call tell. */
  readonly ignore?: NonNullable<Lint['ignore']> | null
  readonly message: string
  /** The event that it is about, where its text may be about others, too. */
  readonly event?: string
  readonly fixes: readonly Fix[]
  readonly refactoring?: NonNullable<Lint['refactoring']>
}

export function finding(code: LintCode, at: Span, call: Span, message: string, fixes: readonly Fix[] = []): Finding {
  return { code, at: onlySpan(at), call, message, fixes }
}

export function fix(title: string, ...edits: readonly TextEdit[]): Fix {
  return { title, edits }
}

/** What is wrong with a call for the event that it names: of one that is defined, there, so that a comment ignores it for that one alone. */
export function findingOfName(
  code: LintCode,
  event: string,
  call: Span & { readonly name: CallName },
  message: string,
  fixes: readonly Fix[] = [],
): Finding {
  const { givenBy, definedAt, commentAbove = 'line' } = call.name
  const at = namedAt(call)
  const found = { ...finding(code, at, definedAt ?? call, message, fixes), event }
  const isElsewhere = (givenBy ?? definedAt) !== undefined && !isWithin(at, call)
  return isElsewhere ? { ...found, ignore: ignoreAbove(at, commentAbove) } : found
}

export function ignoreAbove({ line }: Span, form: CallFacts['comment']): NonNullable<Lint['ignore']> | null {
  return form && { line, form }
}

/** Where a name is given that is wrong, or the only text that spells it: in the call itself, in that of a wrapper which hands it over, or where the event is defined. */
function namedAt(call: Span & { readonly name: CallName }): Span {
  const { name } = call
  return ownLiteral(call) ?? name.givenBy?.name ?? name.givenBy ?? name.definedAt ?? name
}

/** The literal that spells the name, where it stands in the call that gives or defines it and spells no other's. */
export function ownLiteral(call: Span & { readonly name: CallName }): Span | null {
  const { literals, givenBy, definedAt } = call.name
  const [only, ...others] = literals ?? []
  if (only === undefined || others.length > 0) return null
  return [call, givenBy, definedAt].some((one) => one !== undefined && isWithin(only, one)) ? only : null
}

/** Puts a text in place of a span. */
export function replace(span: Span, text: string): TextEdit {
  return { ...onlySpan(span), text }
}

/** Inserts a text behind a span. */
export function insertAfter({ file, endLine, endColumn }: Span, text: string): TextEdit {
  return { file, line: endLine, column: endColumn, endLine, endColumn, text }
}

export function insertBefore({ file, line, column }: Span, text: string): TextEdit {
  return { file, line, column, endLine: line, endColumn: column, text }
}

export function isWithin(inner: Span, outer: Span): boolean {
  return (
    inner.file === outer.file &&
    (inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column)) &&
    (inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn))
  )
}

export function quote(text: string): string {
  return JSON.stringify(text)
}

/** A piece of code as a sentence can hold it: on one line, 40 characters at most. */
export function inShort(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
