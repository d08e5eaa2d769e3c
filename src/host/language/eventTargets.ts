import { knownCall, knownName } from '../../words/knownCall'
import { onlySpan, spanKey } from '../../words/place'
import { distinctBy } from '../../model/distinctBy'
import type { CallName, EventGraph, EventNode, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { indexOf, literalsOf } from '../eventIndex'
import type { Subject } from './subjectAt'

/** A place to go to: the text to select, and the call around it. */
export interface Target {
  readonly selection: Span
  readonly around: Span
}

/** Where the events of a name are handled: the functions that run, or the `on` calls where the text does not tell them. */
export function handlerTargets(graph: EventGraph, subject: Subject): Target[] {
  return distinct(
    eventsMeant(graph, subject).flatMap((event) => [
      ...event.handlers.map(functionTarget),
      ...indexOf(graph).possible('on', event.name).map(callTarget),
    ]),
  )
}

/** Where the events of a name are published. */
function publisherTargets(graph: EventGraph, subject: Subject): Target[] {
  return distinct(
    eventsMeant(graph, subject).flatMap((event) => [
      ...event.publishers.map(publishTarget),
      ...indexOf(graph).possible('publish', event.name).map(callTarget),
    ]),
  )
}

/** Where a name leads: from an `on` to what publishes the event, else to what handles it. */
export function definitionTargets(graph: EventGraph, subject: Subject): Target[] {
  return isOfHandlers(subject) ? publisherTargets(graph, subject) : handlerTargets(graph, subject)
}

/** All names of the events: in each publish and each `on`, in the calls of wrappers, and with the declarations the literals that stand elsewhere. */
export function referenceSpans(graph: EventGraph, subject: Subject, withDeclarations: boolean): Span[] {
  const spans = eventsMeant(graph, subject).flatMap((event) => [
    ...[...event.publishers, ...event.handlers].flatMap(({ name }) => [name, name.givenBy?.name ?? []].flat().map(onlySpan)),
    ...(withDeclarations ? literalsOf(event) : []),
  ])
  return distinctBy(spans, spanKey)
}

/** The events that a place means, those that its pattern fits included. */
function eventsMeant(graph: EventGraph, { events, publish, on }: Subject): EventNode[] {
  const unresolved: readonly UnresolvedSite[] = [...(publish?.unresolved ?? []), ...(on?.unresolved ?? [])]
  const possible = unresolved.flatMap(({ matches }) => matches.flatMap((name) => indexOf(graph).event(name) ?? []))
  return [...new Set([...events, ...possible])]
}

/** Whether a place stands for handlers alone: an `on`, or a literal that only such calls use. */
function isOfHandlers({ literal, events, publish, on }: Subject): boolean {
  if (publish !== null || on !== null) return on !== null
  const isUsed = ({ name }: { readonly name: CallName }): boolean =>
    literal !== null && [...(name.literals ?? []), ...(name.inTypes ?? [])].some((one) => spanKey(one) === spanKey(literal))
  return !events.some(({ publishers }) => publishers.some(isUsed))
}

function functionTarget(handler: HandlerSite): Target {
  const { function: declared } = handler
  if (declared === null) return callTarget(handler)
  const selection = pointSpan(declared)
  const isInline = declared.file === handler.file && declared.line >= handler.line && declared.line <= handler.endLine
  return { selection, around: isInline ? onlySpan(handler) : selection }
}

/** Of a publish in a wrapper, the call of that. */
function publishTarget(publisher: Publisher): Target {
  return publisher.name.givenBy === undefined ? callTarget(publisher) : { selection: knownName(publisher), around: knownCall(publisher) }
}

function callTarget(call: Span & { readonly name: Span }): Target {
  return { selection: onlySpan(call.name), around: onlySpan(call) }
}

function pointSpan({ file, line, column }: Site): Span {
  return { file, line, column, endLine: line, endColumn: column }
}

function distinct(targets: readonly Target[]): Target[] {
  return distinctBy(targets, ({ selection }) => spanKey(selection))
}
