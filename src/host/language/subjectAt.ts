import { onlySpan } from '../../words/place'
import type { EventGraph, EventNode, HandlerSite, Publisher } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { allMeanings, holds, indexOf, type EventCall, type FileIndex } from '../eventIndex'
import type { Shift } from './shiftSpan'

/** What stands at a place of a file. */
export interface Subject {
  /** In the text as it is now: the literal, or the argument that names the event, or what calls `publish` or `on`. */
  readonly span: Span
  readonly part: 'name' | 'callee'
  /** The literal that spells the name, as the graph has it; null where none is at the place. */
  readonly literal: Span | null
  /** The events that are meant; none where the text does not fix the name. */
  readonly events: readonly EventNode[]
  /** The call around the place; both are null for a literal that is declared elsewhere. */
  readonly publish: EventCall<Publisher> | null
  readonly on: EventCall<HandlerSite> | null
}

/** What is meant at a place; null where nothing of the graph is. The body of a call is no part of it. */
export function subjectAt(graph: EventGraph, at: Site, shift: Shift): Subject | null {
  const index = indexOf(graph).inFile(at.file)
  const call = callAt(index, at, shift)
  for (const literal of index.literals) {
    const span = shift.exact(literal)
    if (span === null || !holds(span, at)) continue
    const { event } = literal
    const narrowed = narrow(call, event)
    return { span: onlySpan(span), part: 'name', literal, events: [event], publish: narrowed?.publish ?? null, on: narrowed?.on ?? null }
  }
  return call
}

function callAt({ publishes, ons }: FileIndex, at: Site, shift: Shift): Subject | null {
  const calls = [...publishes.map((publish) => ({ publish, on: null })), ...ons.map((on) => ({ publish: null, on }))]
  for (const call of calls) {
    const found = headAt<Publisher | HandlerSite>(call.publish ?? call.on, at, shift)
    if (found !== null) return { ...found, literal: null, ...call }
  }
  return null
}

/** The call up to and with its first argument. */
function headAt<S>(call: EventCall<S>, at: Site, shift: Shift): Pick<Subject, 'span' | 'part' | 'events'> | null {
  const whole = shift.around(call)
  if (whole === null || !holds(whole, at)) return null
  const name = call.name && shift.exact(call.name)
  if (name === null) return null
  const events = [...new Set(allMeanings(call).map(({ event }) => event))]
  if (holds(name, at)) return { span: name, part: 'name', events }
  const callee = { ...onlySpan(whole), endLine: name.line, endColumn: name.column }
  return holds(callee, at) ? { span: callee, part: 'callee', events } : null
}

/** Of a call that may mean several events, what it is for this one; null when it does not mean it. */
function narrow(subject: Subject | null, event: EventNode): Subject | null {
  if (subject === null || !subject.events.includes(event)) return null
  const only = <S>(call: EventCall<S> | null): EventCall<S> | null =>
    call && { ...call, meanings: allMeanings(call).filter((meaning) => meaning.event === event), given: [], unresolved: [] }
  return { ...subject, events: [event], publish: only(subject.publish), on: only(subject.on) }
}
