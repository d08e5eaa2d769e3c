import { eventStates, type EventChange, type EventColumns, type EventKind } from '../model/protocol'
import type { Json } from '../model/json'
import type { TraceEvent, TraceHeader } from '../model/trace'
import { attemptKey, beginEventId, eventId, eventKey, labelOf } from './eventKey'

/** Writes events out as the rows of a trace. */
export function readEvents(
  columns: EventColumns,
  kinds: readonly EventKind[],
  changes: ReadonlyMap<number, EventChange>,
  { seed, start }: TraceHeader,
): TraceEvent[] {
  const bodies = kinds.map(({ bodyText }) => JSON.parse(bodyText) as Json)
  const rows: TraceEvent[] = []
  for (let index = 0; index < columns.length; index++) {
    const kind = kinds[columns.kind[index]!]!
    const { source, name, delay, call, handler, site } = kind
    const cause = columns.causeEvent[index]! === 0 ? null : rows[columns.causeEvent[index]! - 1]!
    const [delivery, attempt] = [columns.causeDelivery[index]!, columns.causeAttempt[index]!]
    const by = cause === null ? call : attemptKey(cause.key, delivery, attempt)
    const [label, ordinal] = [labelOf(source, name), columns.ordinal[index]!]
    const key = eventKey(by, label, ordinal)
    const time = start + columns.atMs[index]!
    const state = eventStates[columns.state[index]!]!
    const { droppedAt, notes } = changes.get(index) ?? { droppedAt: null, notes: kind.notes }
    rows.push({
      source,
      id: state === 'rejected' ? '' : eventId(beginEventId(seed, by, label), source, ordinal, time + delay),
      key,
      name,
      body: bodies[columns.kind[index]!]!,
      time,
      delay,
      dueAt: time + kind.wait,
      cause: cause !== null ? { event: cause.key, delivery, attempt, handler } : call === null ? null : { call },
      site,
      state,
      droppedAt,
      notes,
    })
  }
  return rows
}
