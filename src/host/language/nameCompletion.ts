import type { CallName, EventGraph, EventNode } from '../../model/graph'
import { onceFor } from '../../model/onceFor'
import { count } from '../count'

export type CallKind = 'publish' | 'on'

/** The string of a call that names an event, as far as it is typed. */
export interface TypedName {
  readonly kind: CallKind
  /** What `publish` or `on` is called on, as `bus.events`, empty for a bare `publish`; null for a call of the app's own function. */
  readonly receiver: string | null
  /** How many characters of the string's inside stand before the cursor and behind it. */
  readonly before: number
  readonly behind: number
}

/**
 * Finds the string between two texts that is the first argument of a `publish` or `on`, or that follows one of the `openings` of calls that
 * hand a name on to one, such as `bus.emit(`; null where there is none.
 */
export function typedNameAt(before: string, behind: string, openings: ReadonlyMap<string, CallKind>): TypedName | null {
  const [, head = '', quote, typed = ''] = /^([^]*)(['"`])([^'"`\\\n]*)$/.exec(before) ?? []
  const call = quote === undefined ? null : (openedBy(head.trimEnd(), openings) ?? amptCall(head))
  if (call === null) return null
  const [inside = ''] = /^[\w.:-]*/.exec(behind) ?? []
  return { ...call, before: typed.length, behind: behind[inside.length] === quote ? inside.length : 0 }
}

function openedBy(head: string, openings: ReadonlyMap<string, CallKind>): Pick<TypedName, 'kind' | 'receiver'> | null {
  for (const [opening, kind] of openings)
    if (head.endsWith(opening) && !/[\w$.]/.test(head.at(-opening.length - 1) ?? '')) return { kind, receiver: null }
  return null
}

function amptCall(head: string): Pick<TypedName, 'kind' | 'receiver'> | null {
  const [, receiver = '', kind] = /(?<![\w$.])((?:[\w$]+[?!]?\s*\.\s*)*)(publish|on)\s*(?:<[^<>]*>)?\(\s*$/.exec(head) ?? []
  return kind === undefined ? null : { kind: kind as CallKind, receiver: receiver.replace(/[\s?!]/g, '').replace(/\.$/, '') }
}

/** The texts before the names that calls of the app hand on, each with what becomes of the name. */
export const openingsOf = onceFor(({ events }: EventGraph): ReadonlyMap<string, CallKind> => new Map(events.flatMap(openingsOfEvent)))

function openingsOfEvent({ publishers, handlers }: EventNode): [string, CallKind][] {
  const of = (kind: CallKind, calls: readonly { readonly name: CallName }[]): [string, CallKind][] =>
    calls.flatMap(({ name: { givenBy } }) => (typeof givenBy?.opening === 'string' ? [[givenBy.opening, kind] as [string, CallKind]] : []))
  return [...of('on', handlers), ...of('publish', publishers)]
}

/** A name to choose. */
export interface NameChoice {
  readonly event: string
  readonly detail: string
  /** What is missing comes first: handlers for a publish, events that nothing handles for an `on`. */
  readonly isFitting: boolean
}

export function nameChoices(events: readonly EventNode[], kind: CallKind): NameChoice[] {
  return events.map((event) => ({ event: event.name, detail: tell(event), isFitting: event.handlers.length > 0 === (kind === 'publish') }))
}

function tell({ publishers, handlers }: EventNode): string {
  return `${count(handlers.length, 'handler')}, ${publishers.length === 0 ? 'never published' : count(publishers.length, 'publisher')}`
}
