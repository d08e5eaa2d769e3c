import { CALL_LIMIT_MS, MAX_CALL_LIMIT_MS, readAttemptTimeout } from '../contract/timeout'
import type { CallResponse, TraceError } from '../model/trace'
import { LAST, type Agenda } from './agenda'
import { count } from './count'
import { createDoing, type Attribution, type CallExecution } from './execution'
import { timeoutError } from './failures'
import type { Instance } from './instances'
import type { Recorder } from './recorder'

/** What a call of the app's code came to. */
export interface CallResult {
  readonly response: CallResponse | null
}

export interface CallDeps {
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly attribution: Attribution
  readonly describeError: (error: unknown) => TraceError
}

/** Runs code of the app that no event caused: loading, requests. */
export class Calls {
  private readonly all = new Set<CallExecution>()
  private readonly ordinals = new Map<string, number>()

  constructor(private readonly deps: CallDeps) {}

  get open(): ReadonlySet<CallExecution> {
    return this.all
  }

  /** Runs `code` under `name` with its ordinal as key; `onEnd` gets its error, or null. */
  start(
    name: string,
    instance: Instance,
    code: (call: CallExecution) => Promise<CallResult>,
    onEnd?: (error: TraceError | null) => void,
  ): void {
    const { agenda, attribution, describeError } = this.deps
    const ordinal = count(this.ordinals, name)
    const call: CallExecution = {
      doing: createDoing(),
      kind: 'call',
      key: name === 'load' && ordinal === 1 ? name : `${name}#${ordinal}`,
      instance,
      startedAt: agenda.clock.now(),
      limitMs: CALL_LIMIT_MS,
      isOver: false,
      later: new Map(),
      record: null,
      onEnd: onEnd ?? (() => undefined),
    }
    this.all.add(call)
    this.watch(call)
    attribution.enter(call)
    const result = code(call)
    attribution.enter(undefined)
    result.then(
      ({ response }) => this.end(call, response, null),
      (error: unknown) => this.end(call, null, describeError(error)),
    )
  }

  end(call: CallExecution, response: CallResult['response'], error: TraceError | null): void {
    if (call.isOver) return
    call.isOver = true
    this.all.delete(call)
    this.record(call, this.deps.agenda.clock.now(), response, error)
    call.onEnd(error)
  }

  /** Blames a call that is over for what it began: the first error counts. */
  blame(call: CallExecution, error: TraceError): void {
    if (call.record !== null) call.record.error ??= error
  }

  /** `http.setTimeout` of a request. Throws where the contract refuses it. */
  setTimeLimit(call: CallExecution, ms: number): void {
    const limit = readAttemptTimeout(ms, MAX_CALL_LIMIT_MS)
    if ('error' in limit) throw new RangeError(limit.error)
    call.limitMs = limit.timeoutMs
    this.watch(call)
  }

  /** Writes down the calls that the end of the run cuts off. */
  cut(): void {
    for (const call of this.all) this.record(call, null, null, null)
    this.all.clear()
  }

  private watch(call: CallExecution): void {
    const { startedAt, limitMs } = call
    const timeOut = (): void => this.end(call, null, timeoutError(limitMs, null))
    this.deps.agenda.at(startedAt + limitMs, timeOut, LAST, () => call.isOver || call.limitMs !== limitMs)
  }

  private record(call: CallExecution, endedAt: number | null, response: CallResult['response'], error: TraceError | null): void {
    const { key, startedAt } = call
    const { effects, logs } = call.doing
    const record = { key, startedAt, endedAt, response, error, effects, logs }
    call.record = record
    this.deps.recorder.call(record)
  }
}
