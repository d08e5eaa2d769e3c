import { knownCall } from '../../words/knownCall'
import { onlySpan, place } from '../../words/place'
import { eventFlow } from '../../graph/events/eventFlow'
import { tellTriggers } from '../../graph/triggers/tellTriggers'
import type { EventGraph, EventNode, Publisher, Trigger } from '../../model/graph'
import { getOrMake } from '../../model/getOrMake'
import type { Span } from '../../model/site'
import { indexOf } from '../eventIndex'

/** One step of the event flow: what runs, and the calls of `publish` between it and the next. */
export interface FlowCall {
  /** The event; null for what is none, such as a route. */
  readonly event: string | null
  readonly title: string
  readonly detail: string
  readonly at: Span
  readonly publishes: readonly Span[]
}

/** What publishes an event: handlers of others, routes, tasks, listeners, and calls of which nothing is known. */
export function flowInto(graph: EventGraph, event: EventNode): FlowCall[] {
  const calls = new Map<string, { call: Omit<FlowCall, 'publishes'>; publishes: Span[] }>()
  const add = (key: string, call: Omit<FlowCall, 'publishes'>, publisher: Publisher): void => {
    getOrMake(calls, key, () => ({ call, publishes: [] })).publishes.push(onlySpan(publisher))
  }
  for (const publisher of event.publishers) {
    for (const trigger of publisher.triggers) add(`${trigger.kind} ${trigger.name}`, triggerCall(graph, trigger), publisher)
    if (publisher.triggers.length > 0) continue
    const title = place(publisher)
    add(title, { event: null, title, detail: 'nothing is known to run it', at: onlySpan(publisher) }, publisher)
  }
  return [...calls.values()].map(({ call, publishes }) => ({ ...call, publishes }))
}

/** What the handlers of an event publish. */
export function flowFrom(graph: EventGraph, event: EventNode): FlowCall[] {
  return eventFlow(graph)
    .from(event.name)
    .flatMap(({ to, publishers }) => {
      const next = indexOf(graph).event(to)
      return next === null ? [] : [{ ...eventCall(next), publishes: publishers.map(onlySpan) }]
    })
}

/** An event, at its first handler or publish. */
export function eventCall(event: EventNode): Omit<FlowCall, 'publishes'> {
  const [site] = [...event.handlers, ...event.publishers]
  const places = event.handlers.map(knownCall).map(place)
  return {
    event: event.name,
    title: event.name,
    detail: places.length === 0 ? 'ignored: no handler' : places.join(', '),
    at: knownCall(site!),
  }
}

function triggerCall(graph: EventGraph, trigger: Trigger): Omit<FlowCall, 'publishes'> {
  const event = trigger.kind === 'event' ? indexOf(graph).event(trigger.name) : null
  if (event !== null) return eventCall(event)
  const { file, line, column } = trigger
  return {
    event: null,
    title: tellTriggers([trigger]) ?? trigger.name,
    detail: place(trigger),
    at: { file, line, column, endLine: line, endColumn: column },
  }
}
