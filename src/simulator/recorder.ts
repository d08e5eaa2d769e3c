import type { TraceChunk } from '../model/protocol'
import type { Site } from '../model/site'
import {
  FAILED,
  HANDLED,
  attemptColumnNames,
  RUNNING,
  type Activity,
  type AttemptDetail,
  type Call,
  type LateEntry,
  type TraceError,
  type TraceHandler,
} from '../model/trace'
import { EventRecorder } from './eventRecorder'
import { resultOf, type HandlerRun, type RegisteredHandler } from './execution'
import { appendRow, createColumns, takeRows } from './columns'

/** Rows that make a chunk worth sending: few messages, and a bounded memory on our side of the wall. */
const CHUNK_ROWS = 16_384

const nothing: Activity = { effects: [], logs: [] }

/** Takes the trace down while it happens and hands it out in chunks. Append only; rows that were taken are forgotten here. */
export class Recorder {
  private readonly columns = createColumns(attemptColumnNames)
  /** Rows before the first of `columns`. */
  private takenRows = 0
  /** Rows of `columns` from the front that have ended. */
  private endedRows = 0
  private readonly detailIndexes = new Map<string, number>()
  /** Characters of what attempts did, what they have in common counted once. */
  size = 0
  private readonly errors = new Numbers<TraceError>(({ name, message, stack, site }) => `${name}\n${message}\n${placeOf(site)}\n${stack}`)
  /** By handler, of attempts of its alone that did nothing else. */
  private readonly lastQuiet = new WeakMap<RegisteredHandler, Pick<HandlerRun, 'outcome' | 'error'> & { readonly detail: number }>()
  /** Handlers of one place and turn are the same in each instance of the app. */
  private readonly places = new Numbers<RegisteredHandler>(({ order, site }) => `${order} ${placeOf(site)}`)
  private handlers: TraceHandler[] = []
  private details: AttemptDetail[] = []
  private late: LateEntry[] = []
  private readonly calls: Call[] = []
  private hasNewCalls = false
  readonly events: EventRecorder

  /** `start` is that of the run, in virtual epoch ms. */
  constructor(private readonly start: number) {
    this.events = new EventRecorder(start)
  }

  get attemptCount(): number {
    return this.takenRows + this.columns.length
  }

  get isChunkDue(): boolean {
    return this.endedRows >= CHUNK_ROWS || this.events.count >= CHUNK_ROWS || this.events.isChunkDue
  }

  /** Whether anything came since the last chunk that is no mere repetition. */
  get hasNews(): boolean {
    return this.hasNewCalls || this.details.length + this.late.length + this.events.count > 0
  }

  handler(handler: TraceHandler): void {
    this.handlers.push(handler)
  }

  /** Gives the row to end the attempt with. */
  startAttempt(event: number, delivery: number, attempt: number, startedAt: number): number {
    const { columns } = this
    const row = appendRow(columns, attemptColumnNames)
    columns.event[row] = event
    columns.delivery[row] = delivery
    columns.attempt[row] = attempt
    columns.atMs[row] = startedAt - this.start
    columns.outcome[row] = RUNNING
    return this.takenRows + row
  }

  endAttempt(row: number, endedAt: number, isHandled: boolean, runs: readonly HandlerRun[], doing: Activity | null): void {
    const { columns } = this
    this.cutAttempt(row, endedAt, runs, doing)
    columns.outcome[row - this.takenRows] = isHandled ? HANDLED : FAILED
    while (this.endedRows < columns.length && columns.outcome[this.endedRows] !== RUNNING) this.endedRows++
  }

  /** The end of the run cut off the attempt. */
  cutAttempt(row: number, endedAt: number, runs: readonly HandlerRun[], doing: Activity | null): void {
    const { columns, start } = this
    const at = row - this.takenRows
    columns.durationMs[at] = endedAt - start - columns.atMs[at]!
    columns.detail[at] = this.share(runs, doing)
  }

  lateEntry(entry: LateEntry): void {
    this.late.push(entry)
  }

  call(call: Call): void {
    this.calls.push(call)
    this.hasNewCalls = true
  }

  /** All that came since the last chunk. Rows still running wait for a later one, unless this is the last. */
  takeChunk(isLast: boolean): TraceChunk {
    const rows = isLast ? this.columns.length : this.endedRows
    const attempts = takeRows(this.columns, attemptColumnNames, rows)
    this.takenRows += rows
    this.endedRows = 0
    const calls = isLast || this.hasNewCalls ? this.calls : null
    this.hasNewCalls = false
    const chunk = { handlers: this.handlers, ...this.events.take(), attempts, details: this.details, late: this.late, calls }
    this.handlers = []
    this.details = []
    this.late = []
    return chunk
  }

  /** Attempts that did the same share one detail: a poison event's 3,361 attempts need one. */
  private share(runs: readonly HandlerRun[], doing: Activity | null): number {
    const { effects, logs } = doing ?? nothing
    const isQuiet = effects.length + logs.length === 0
    if (!isQuiet || runs.length !== 1) return this.find(runs, effects, logs)
    // Most attempts do as the last one of their handler did, for which no key is written.
    const { handler, outcome, error } = runs[0]!
    const last = this.lastQuiet.get(handler)
    if (last?.outcome === outcome && last.error === error) return last.detail
    const detail = this.find(runs, effects, logs)
    this.lastQuiet.set(handler, { outcome, error, detail })
    return detail
  }

  private find(runs: readonly HandlerRun[], effects: Activity['effects'], logs: Activity['logs']): number {
    let key = effects.length + logs.length === 0 ? '' : JSON.stringify([effects, logs])
    for (const { handler, outcome, error } of runs)
      key += `/${this.places.of(handler)} ${outcome} ${error === null ? '' : this.errors.of(error)}`
    let index = this.detailIndexes.get(key)
    if (index === undefined) {
      index = this.detailIndexes.size
      this.detailIndexes.set(key, index)
      this.size += key.length
      this.details.push({ handlers: runs.map(resultOf), effects, logs })
    }
    return index
  }
}

/** Equal texts, equal numbers; the text of an object is asked for once. */
class Numbers<T extends object> {
  private readonly ofObjects = new WeakMap<T, number>()
  private readonly ofTexts = new Map<string, number>()

  constructor(private readonly textOf: (object: T) => string) {}

  of(object: T): number {
    const known = this.ofObjects.get(object)
    if (known !== undefined) return known
    const text = this.textOf(object)
    const number = this.ofTexts.get(text) ?? this.ofTexts.size
    this.ofTexts.set(text, number)
    this.ofObjects.set(object, number)
    return number
  }
}

const placeOf = (site: Site | null): string => `${site?.file}:${site?.line}:${site?.column}`
