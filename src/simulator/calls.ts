import { CALL_LIMIT_MS, MAX_CALL_LIMIT_MS, readAttemptTimeout } from '../contract/timeout'
import { countUp } from '../model/countUp'
import type { CallResponse, TraceError } from '../model/trace'
import { LAST } from './agenda'
import type { EngineParts } from './engineParts'
import { createDoing, type CallExecution } from './execution'
import { timeoutError } from './failures'
import type { Instance } from './instances'

export interface CallResult {
  readonly response: CallResponse | null
}

/** Runs code of the app that no event caused: loading, requests. */
export class Calls {
  readonly open = new Set<CallExecution>()
  private readonly ordinals = new Map<string, number>()

  constructor(private readonly parts: EngineParts) {}

  /** Runs `code` under `name` with its ordinal as key; `onEnd` gets its error, or null. */
  start(
    name: string,
    instance: Instance,
    code: (call: CallExecution) => Promise<CallResult>,
    onEnd: (error: TraceError | null) => void = () => undefined,
  ): void {
    const { clock, attribution, describeError } = this.parts
    const ordinal = countUp(this.ordinals, name)
    const call: CallExecution = {
      doing: createDoing(),
      kind: 'call',
      key: name === 'load' && ordinal === 1 ? name : `${name}#${ordinal}`,
      instance,
      startedAt: clock.now(),
      limitMs: CALL_LIMIT_MS,
      isOver: false,
      later: new Map(),
      record: null,
      onEnd,
    }
    this.open.add(call)
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
    this.open.delete(call)
    this.record(call, this.parts.clock.now(), response, error)
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

  cut(): void {
    for (const call of this.open) this.record(call, null, null, null)
    this.open.clear()
  }

  private watch(call: CallExecution): void {
    const { startedAt, limitMs } = call
    const timeOut = (): void => this.end(call, null, timeoutError(limitMs, null))
    this.parts.agenda.at(startedAt + limitMs, timeOut, LAST, () => call.isOver || call.limitMs !== limitMs)
  }

  private record(call: CallExecution, endedAt: number | null, response: CallResult['response'], error: TraceError | null): void {
    const { key, startedAt } = call
    const { effects, logs } = call.doing
    call.record = { key, startedAt, endedAt, response, error, effects, logs }
    this.parts.recorder.call(call.record)
  }
}
