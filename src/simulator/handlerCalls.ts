import { handedName } from '../contract/names'
import type { TraceError } from '../model/trace'
import type { Call } from './agenda'
import type { EngineParts } from './engineParts'
import type { Attempt, HandlerRun } from './execution'
import { Failures } from './failures'
import { HandedBody } from './handedBody'

export interface HandlerCallDeps extends EngineParts {
  readonly setTimeLimit: (attempt: Attempt, ms: unknown) => void
  /** Told when all handlers were called that are to be, unless the attempt is over by then. */
  readonly onCalled: (attempt: Attempt) => void
  readonly onSettled: (attempt: Attempt, run: HandlerRun, error: TraceError | null, outcome: 'handled' | 'rejected') => void
}

export class HandlerCalls {
  private readonly failures: Failures
  private next: Attempt | null = null

  constructor(private readonly deps: HandlerCallDeps) {
    this.failures = new Failures(deps.describeError)
  }

  /** Says whose handlers are called next. */
  prepare(attempt: Attempt): void {
    this.next = attempt
  }

  /**
   * Starts every handler in order without waiting for the one before. A synchronous throw keeps the later ones from starting;
   * a rejection does not (documentation: "called in the order they are defined"; SDK 1.0.20 `Handler.invoke`).
   */
  readonly callPrepared = (): void => {
    const attempt = this.next!
    this.next = null
    const { event: own } = attempt.chain
    const { bodyText, name, delay } = own.kind
    const { attribution, scenario } = this.deps
    const handed = attempt.runs.length > 1 ? new HandedBody(bodyText, scenario.contract) : null
    // Retries do the same again.
    if (attempt.number === 1) attempt.handed = handed
    const context = { setTimeout: (ms: unknown) => this.deps.setTimeLimit(attempt, ms) }
    for (let index = 0; index < attempt.runs.length; index++) {
      const run = attempt.runs[index]!
      const body = handed !== null ? handed.next() : bodyText === 'null' ? null : (JSON.parse(bodyText) as unknown)
      const event = { id: own.id, name: handedName(name), body, time: own.published.time, delay, attempt: attempt.number }
      attribution.enter(run)
      try {
        // Unbound, as the SDK calls it: a static method gets no class as `this`.
        const handle = run.handler.run
        const result = handle(event as never, context as never)
        if (isThenable(result)) this.follow(result, attempt, run)
        else run.outcome = 'handled'
      } catch (error) {
        if (run.outcome === 'running') {
          run.outcome = 'threw'
          run.error = this.describe(error, run)
        }
        for (const later of attempt.runs.slice(index + 1)) later.outcome = 'not-started'
        break
      } finally {
        attribution.enter(undefined)
      }
      if (attempt.isOver) return
    }
    this.deps.onCalled(attempt)
  }

  readonly prepared: Call = { run: this.callPrepared, isTask: false }

  private follow(result: PromiseLike<unknown>, attempt: Attempt, run: HandlerRun): void {
    Promise.resolve(result).then(
      () => this.deps.onSettled(attempt, run, null, 'handled'),
      (error: unknown) => this.deps.onSettled(attempt, run, this.describe(error, run), 'rejected'),
    )
  }

  private describe(error: unknown, run: HandlerRun): TraceError {
    try {
      run.isDenied = this.deps.isDenial(error)
      return this.failures.of(error, run, this.deps.clock.now())
    } catch (thrown) {
      // By a getter of what was thrown.
      return this.deps.describeError(thrown)
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}
