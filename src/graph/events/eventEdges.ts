import type { EventNode, Publisher, TaskRun, Trigger } from '../../model/graph'
import type { Edge } from './findCycles'

/** From each event to those that its handlers publish: in their own functions, in what these call, and in the tasks that they start. */
export function eventEdges(events: readonly EventNode[], taskRuns: readonly TaskRun[]): Edge[] {
  /** The events whose handlers come to a trigger. */
  function behind(
    { kind, name }: Trigger,
    delayed: boolean,
    seen: ReadonlySet<string> = new Set(),
  ): { readonly from: string; readonly delayed: boolean }[] {
    if (kind === 'event') return [{ from: name, delayed }]
    if (kind !== 'task' || seen.has(name)) return []
    return taskRuns
      .filter(({ task }) => task === name)
      .flatMap(({ after, triggers }) => triggers.flatMap((one) => behind(one, delayed || after !== null, new Set([...seen, name]))))
  }

  return events.flatMap(({ name, publishers }) =>
    publishers.flatMap(({ after, triggers }) =>
      triggers.flatMap((trigger) => behind(trigger, after !== null).map(({ from, delayed }) => ({ from, delayed, to: name }))),
    ),
  )
}

/** The same of what is told to be published: who publishes one of several, by a key, may never come to this one. */
export function certainEdges(events: readonly EventNode[], taskRuns: readonly TaskRun[]): Edge[] {
  const told = (one: Publisher): Publisher => ({ ...one, triggers: one.triggers.filter(({ isUndecided }) => isUndecided !== true) })
  return eventEdges(
    events.map((event) => ({ ...event, publishers: event.publishers.map(told) })),
    taskRuns,
  )
}
