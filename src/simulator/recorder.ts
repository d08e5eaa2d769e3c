import type { EventChange, TraceChunk } from '../model/protocol'
import {
  FAILED,
  HANDLED,
  RUNNING,
  type AttemptDetail,
  type Call,
  type LateEntry,
  type TraceError,
  type TraceEvent,
  type TraceHandler,
} from '../model/trace'
import { appendAttempt, createAttemptColumns, takeRows } from './attemptColumns'

/** Rows that make a chunk worth sending: few messages, and a bounded memory on our side of the wall. */
const CHUNK_ROWS = 65_536

/** Takes the trace down while it happens and hands it out in chunks. Append only; rows that were taken are forgotten here. */
export class Recorder {
  private readonly columns = createAttemptColumns(1024)
  /** Rows before the first of `columns`. */
  private takenRows = 0
  /** Rows of `columns` from the front that have ended. */
  private endedRows = 0
  private readonly detailIndexes = new Map<string, number>()
  private detailSize = 0
  private readonly errorNumbers = new Map<string, number>()
  private readonly changed = new Set<number>()
  private eventsTaken = 0
  private handlers: TraceHandler[] = []
  private details: AttemptDetail[] = []
  private late: LateEntry[] = []
  private calls: Call[] = []
  readonly events: TraceEvent[] = []

  get attemptCount(): number {
    return this.takenRows + this.columns.length
  }

  /** Characters of what attempts did, what they have in common counted once. */
  get size(): number {
    return this.detailSize
  }

  get isChunkDue(): boolean {
    return this.endedRows >= CHUNK_ROWS
  }

  handler(handler: TraceHandler): void {
    this.handlers.push(handler)
  }

  /** Gives the event's index. */
  event(event: TraceEvent): number {
    return this.events.push(event) - 1
  }

  /** Says that an event got another state, drop time or note. */
  eventChanged(event: number): void {
    this.changed.add(event)
  }

  /** Gives the row to end the attempt with. */
  startAttempt(event: number, delivery: number, attempt: number, startedAt: number): number {
    return this.takenRows + appendAttempt(this.columns, event, delivery, attempt, startedAt)
  }

  endAttempt(row: number, endedAt: number, isHandled: boolean, detail: AttemptDetail): void {
    const { columns } = this
    const at = row - this.takenRows
    columns.durationMs[at] = endedAt - columns.startedAt[at]!
    columns.outcome[at] = isHandled ? HANDLED : FAILED
    columns.detail[at] = this.share(detail)
    while (this.endedRows < columns.length && columns.outcome[this.endedRows] !== RUNNING) this.endedRows++
  }

  /** The detail of an attempt that the end of the run cut off. */
  cutAttempt(row: number, at: number, detail: AttemptDetail): void {
    const index = row - this.takenRows
    this.columns.durationMs[index] = at - this.columns.startedAt[index]!
    this.columns.detail[index] = this.share(detail)
  }

  lateEntry(entry: LateEntry): void {
    this.late.push(entry)
  }

  call(call: Call): void {
    this.calls.push(call)
  }

  /** All that came since the last chunk. Rows still running wait for a later one, unless this is the last. */
  takeChunk(isLast: boolean): TraceChunk {
    const rows = isLast ? this.columns.length : this.endedRows
    const attempts = takeRows(this.columns, rows)
    this.takenRows += rows
    this.endedRows = 0
    const changes: EventChange[] = []
    for (const event of this.changed) {
      if (event >= this.eventsTaken) continue
      const { state, droppedAt, notes } = this.events[event]!
      changes.push({ event, state, droppedAt, notes })
    }
    this.changed.clear()
    const events = this.events.slice(this.eventsTaken)
    this.eventsTaken = this.events.length
    // What a call does after its end still belongs to it, so calls go with the last chunk.
    const calls = isLast ? this.calls : []
    const chunk = { handlers: this.handlers, events, changes, attempts, details: this.details, late: this.late, calls }
    this.handlers = []
    this.details = []
    this.late = []
    return chunk
  }

  /** Attempts that did the same share one detail: a poison event's 3,361 attempts need one. */
  private share(detail: AttemptDetail): number {
    const { handlers, effects, logs } = detail
    let key = effects.length + logs.length === 0 ? '' : JSON.stringify([effects, logs])
    for (const { order, outcome, error } of handlers) key += `/${order} ${outcome} ${error === null ? '' : this.errorNumber(error)}`
    let index = this.detailIndexes.get(key)
    if (index === undefined) {
      index = this.detailIndexes.size
      this.detailIndexes.set(key, index)
      this.detailSize += key.length
      this.details.push(detail)
    }
    return index
  }

  private errorNumber({ name, message, stack, site }: TraceError): number {
    const key = `${name}\n${message}\n${site?.file}:${site?.line}:${site?.column}\n${stack}`
    let number = this.errorNumbers.get(key)
    if (number === undefined) this.errorNumbers.set(key, (number = this.errorNumbers.size))
    return number
  }
}
