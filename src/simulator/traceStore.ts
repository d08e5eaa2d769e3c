import type { TraceChunk } from '../model/protocol'
import type { AttemptColumns, AttemptDetail, Call, LateEntry, Trace, TraceEnd, TraceEvent, TraceHandler, TraceHeader } from '../model/trace'
import { appendColumns, createAttemptColumns } from './attemptColumns'

/** Puts the chunks of a run together again. */
export class TraceStore {
  private readonly handlers: TraceHandler[] = []
  private readonly events: TraceEvent[] = []
  private readonly details: AttemptDetail[] = []
  private readonly late: LateEntry[] = []
  private calls: readonly Call[] = []
  readonly attempts: AttemptColumns = createAttemptColumns(128)

  append(chunk: TraceChunk): void {
    this.handlers.push(...chunk.handlers)
    // One by one: a chunk can hold more events than a call takes arguments.
    for (const event of chunk.events) this.events.push(event)
    for (const detail of chunk.details) this.details.push(detail)
    for (const entry of chunk.late) this.late.push(entry)
    if (chunk.calls !== null) this.calls = chunk.calls
    for (const { event, ...change } of chunk.changes) Object.assign(this.events[event]!, change)
    appendColumns(this.attempts, chunk.attempts)
  }

  /** The latest virtual time that the chunks so far speak of, in epoch ms; null before the first attempt. */
  get lastTime(): number | null {
    const { attempts } = this
    const last = attempts.length - 1
    return last < 0 ? null : attempts.startedAt[last]! + attempts.durationMs[last]!
  }

  finish(header: TraceHeader, end: TraceEnd): Trace {
    const { handlers, events, attempts, details, late, calls } = this
    return { header, handlers, events, attempts, details, late, calls, end }
  }
}
