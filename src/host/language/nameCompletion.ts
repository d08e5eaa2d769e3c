import type { EventNode } from '../../model/graph'
import { count } from '../count'

/** The string of a call that names an event, as far as it is typed. */
export interface TypedName {
  readonly kind: 'publish' | 'on'
  /** What the call is made on, as `bus.events`; empty for a bare `publish`. */
  readonly receiver: string
  /** How many characters of the string's inside stand before the cursor and behind it. */
  readonly before: number
  readonly behind: number
}

/** Finds the string between two texts that is the first argument of a `publish` or `on`; null where there is none. */
export function typedNameAt(before: string, behind: string): TypedName | null {
  const [, receiver = '', kind, quote, typed = ''] =
    /(?<![\w$.])((?:[\w$]+[?!]?\s*\.\s*)*)(publish|on)\s*(?:<[^<>]*>)?\(\s*(['"`])([^'"`\\\n]*)$/.exec(before) ?? []
  if (kind === undefined || quote === undefined) return null
  const [inside = ''] = /^[\w.:-]*/.exec(behind) ?? []
  return {
    kind: kind as TypedName['kind'],
    receiver: receiver.replace(/[\s?!]/g, '').replace(/\.$/, ''),
    before: typed.length,
    behind: behind[inside.length] === quote ? inside.length : 0,
  }
}

/** A name to choose. */
export interface NameChoice {
  readonly event: string
  readonly detail: string
  /** What is missing comes first: handlers for a publish, events that nothing handles for an `on`. */
  readonly isFitting: boolean
}

export function nameChoices(events: readonly EventNode[], kind: TypedName['kind']): NameChoice[] {
  return events.map((event) => ({ event: event.name, detail: tell(event), isFitting: event.handlers.length > 0 === (kind === 'publish') }))
}

function tell({ publishers, handlers }: EventNode): string {
  return `${count(handlers.length, 'handler')}, ${publishers.length === 0 ? 'never published' : count(publishers.length, 'publisher')}`
}
