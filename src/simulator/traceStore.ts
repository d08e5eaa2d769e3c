import { eventColumnNames, eventStates, type EventChange, type EventKind, type TraceChunk } from '../model/protocol'
import {
  attemptColumnNames,
  type AttemptColumns,
  type AttemptDetail,
  type Call,
  type EventTally,
  type LateEntry,
  type Trace,
  type TraceEnd,
  type TraceEvent,
  type TraceHandler,
  type TraceHeader,
} from '../model/trace'
import { appendColumns, createColumns } from './columns'
import { readEvents } from './eventRows'
import { tallyEvents } from './tallyEvents'

/** Puts the chunks of a run together again. */
export class TraceStore {
  private readonly handlers: TraceHandler[] = []
  private readonly kinds: EventKind[] = []
  private readonly events = createColumns(eventColumnNames, Uint8Array)
  private readonly changes = new Map<number, EventChange>()
  private readonly details: AttemptDetail[] = []
  private readonly late: LateEntry[] = []
  private calls: readonly Call[] = []
  readonly attempts: AttemptColumns = createColumns(attemptColumnNames, Uint8Array)

  append(chunk: TraceChunk): void {
    // One by one: a chunk can hold more of them than a call takes arguments.
    for (const handler of chunk.handlers) this.handlers.push(handler)
    for (const kind of chunk.kinds) this.kinds.push(kind)
    for (const detail of chunk.details) this.details.push(detail)
    for (const entry of chunk.late) this.late.push(entry)
    if (chunk.calls !== null) this.calls = chunk.calls
    appendColumns(this.events, eventColumnNames, chunk.events)
    appendColumns(this.attempts, attemptColumnNames, chunk.attempts)
    for (const change of chunk.changes) {
      this.events.state[change.event] = eventStates.indexOf(change.state)
      if (change.droppedAt !== null || change.notes.length > 0) this.changes.set(change.event, change)
    }
  }

  /** Virtual ms from the start to the end of the last attempt that the chunks so far speak of. */
  get lastMs(): number {
    const { length, atMs, durationMs } = this.attempts
    return length === 0 ? 0 : atMs[length - 1]! + durationMs[length - 1]!
  }

  /** The events are written out, and counted, when they are asked for: of some traces only counts and times are. */
  finish(header: TraceHeader, end: TraceEnd): Trace {
    const { handlers, events, kinds, changes, attempts, details, late, calls } = this
    let rows: readonly TraceEvent[] | null = null
    let tallies: readonly EventTally[] | null = null
    return {
      ...{ header, handlers, attempts, details, late, calls, end },
      get events() {
        return (rows ??= readEvents(events, kinds, changes, header))
      },
      get tallies() {
        return (tallies ??= tallyEvents(events, kinds, attempts))
      },
    }
  }
}
