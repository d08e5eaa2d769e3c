import { eventColumnNames, eventStates, type EventChange, type EventColumns, type EventKind } from '../model/protocol'
import type { EventState } from '../model/trace'
import { appendRow, createColumns, takeRows } from './columns'
import type { EventRun } from './eventRun'
import type { HandlerRun } from './execution'

/** Kinds that make a chunk worth sending: they are objects, few enough to be collected while they are young. */
const CHUNK_KINDS = 1024

/** The last kind of one label. */
export interface LastKind {
  kind: EventKind
  number: number
}

/** Takes down events, and forgets those that were taken but for what changes in them. */
export class EventRecorder {
  private readonly columns = createColumns(eventColumnNames)
  /** Events before the first of `columns`. */
  private taken = 0
  private kinds: EventKind[] = []
  private kindCount = 0
  private readonly changed = new Set<EventRun>()

  /** `start` is that of the run, in virtual epoch ms. */
  constructor(private readonly start: number) {}

  /** Events that came since the last chunk. */
  get count(): number {
    return this.columns.length
  }

  get isChunkDue(): boolean {
    return this.kinds.length >= CHUNK_KINDS
  }

  /** Gives the number of a kind: that of `last`, where it is the same. */
  kind(kind: EventKind, last: LastKind | null): LastKind {
    if (last !== null && isSame(last.kind, kind)) return last
    this.kinds.push(kind)
    return { kind, number: this.kindCount++ }
  }

  /** Gives the event's index. */
  add(kind: number, ordinal: number, time: number, cause: HandlerRun | null, state: EventState): number {
    const { columns } = this
    const row = appendRow(columns, eventColumnNames)
    columns.kind[row] = kind
    columns.ordinal[row] = ordinal
    columns.atMs[row] = time - this.start
    columns.state[row] = eventStates.indexOf(state)
    columns.causeEvent[row] = cause === null ? 0 : cause.attempt.chain.event.index + 1
    columns.causeDelivery[row] = cause === null ? 0 : cause.attempt.chain.delivery
    columns.causeAttempt[row] = cause === null ? 0 : cause.attempt.number
    return this.taken + row
  }

  stateChanged(event: EventRun): void {
    const row = event.index - this.taken
    if (row < 0) this.changed.add(event)
    else this.columns.state[row] = eventStates.indexOf(event.state)
  }

  changedElse(event: EventRun): void {
    this.changed.add(event)
  }

  take(): { readonly kinds: readonly EventKind[]; readonly events: EventColumns; readonly changes: readonly EventChange[] } {
    const { kinds, columns } = this
    const changes: EventChange[] = []
    for (const { index, state, droppedAt, notes } of this.changed) changes.push({ event: index, state, droppedAt, notes })
    this.changed.clear()
    this.kinds = []
    this.taken += columns.length
    return { kinds, events: takeRows(columns, eventColumnNames, columns.length), changes }
  }
}

function isSame(a: EventKind, b: EventKind): boolean {
  return (
    a.bodyText === b.bodyText &&
    a.site === b.site &&
    a.delay === b.delay &&
    a.wait === b.wait &&
    a.handler === b.handler &&
    a.call === b.call &&
    a.source === b.source &&
    a.name === b.name &&
    (a.notes === b.notes || (a.notes.length === b.notes.length && a.notes.every((note, at) => note === b.notes[at])))
  )
}
