import { droppedAt, retryAt } from '../contract/retry'
import { readAttemptTimeout, timeoutRange } from '../contract/timeout'
import type { Contract } from '../model/scenario'
import type { Choice } from '../model/schedule'
import type { EventState, TraceError } from '../model/trace'
import { LAST, type Agenda } from './agenda'
import type { Chooser } from './chooser'
import { createHandlerRun, type Attempt, type Attribution, type Chain, type EventRun, type HandlerRun } from './execution'
import { HandedBody } from './handedBody'
import type { Recorder } from './recorder'
import type { Instance, Instances } from './instances'

export interface DeliveryDeps {
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly instances: Instances
  /** The instance whose handlers tell what is handled at all. */
  readonly first: () => Instance
  readonly chooser: Chooser
  readonly contract: Contract
  /** Attempts in flight at once. */
  readonly concurrency: number
  readonly attribution: Attribution
  readonly describeError: (error: unknown) => TraceError
  readonly isDenial: (error: unknown) => boolean
  readonly note: (text: string) => void
  /** Told when an attempt starts, for budgets. */
  readonly onAttempt: (attempt: Attempt) => void
}

/** Brings events to their handlers: deliveries and duplicates, attempts, time limits, retries, drops. */
export class Deliveries {
  private inFlight = 0
  /** What waits for a free place, first come first served. */
  private readonly waiting: (() => void)[] = []
  private readonly running = new Set<Attempt>()
  private readonly open = new Set<Chain>()
  /** Groups that run in order: what waits behind the chain that is open. A group without an entry is free. */
  private readonly groups = new Map<string, (() => void)[]>()

  constructor(private readonly deps: DeliveryDeps) {}

  get runningAttempts(): ReadonlySet<Attempt> {
    return this.running
  }

  get openChains(): ReadonlySet<Chain> {
    return this.open
  }

  /** Queues the first delivery of an event, and its copies. */
  add(event: EventRun): void {
    const copies = this.queue(this.openChain(event, 1), 1, event.row.dueAt)
    for (let copy = 1; copy <= copies; copy++) this.queue(this.openChain(event, 1 + copy), 1, event.row.dueAt)
  }

  private openChain(event: EventRun, delivery: number): Chain {
    const chain: Chain = { event, delivery, firstStartedAt: null, next: null }
    this.open.add(chain)
    event.openChains++
    return chain
  }

  /** Ends an attempt's handler from outside: a time limit, an exit, a rejection that nobody handles. */
  interrupt(attempt: Attempt, run: HandlerRun, outcome: HandlerRun['outcome'], error: TraceError | null): void {
    if (attempt.isOver || run.outcome !== 'running') return
    run.outcome = outcome
    run.error = error
    this.endAttempt(attempt)
  }

  /** Ends the attempts that run in an instance, which is gone. */
  crash(instance: Instance, error: TraceError): void {
    instance.isDead = true
    for (const attempt of [...this.running]) {
      if (attempt.instance !== instance) continue
      for (const run of attempt.runs) if (run.outcome === 'running') Object.assign(run, { outcome: 'crashed', error })
      this.endAttempt(attempt)
    }
  }

  /** Changes the limit of a running attempt: `ms` counts from its start. Throws where the contract refuses it. */
  setTimeLimit(attempt: Attempt, ms: unknown): void {
    const { maxMs } = timeoutRange(attempt.chain.event.row.source, this.deps.contract)
    const limit = readAttemptTimeout(ms, maxMs)
    if ('error' in limit) throw new RangeError(limit.error)
    attempt.deadlineAt = attempt.startedAt + limit.timeoutMs
    this.watch(attempt)
  }

  /** Writes down the attempts that the end of the run cuts off. */
  cut(now: number): void {
    for (const attempt of this.running) {
      this.deps.recorder.cutAttempt(attempt.row, now, attempt.runs, attempt.doing)
    }
  }

  private queue(chain: Chain, attempt: number, dueAt: number): number {
    const { key, name } = chain.event.row
    const choice = this.deps.chooser.choose({ key, name, ordinal: chain.event.ordinal, delivery: chain.delivery, attempt })
    const arrive = (): void => this.callHandlers(this.arrive(chain, attempt, choice))
    const at = dueAt + (choice.lateMs ?? 0)
    chain.next = { at, attempt }
    this.deps.agenda.at(at, arrive, choice.priority)
    return choice.copies ?? 0
  }

  // What follows gives the attempt whose handlers are to be called, and leaves the call to the outermost: each frame below a handler costs
  // each error that it throws a part of a microsecond.

  /** Null where nobody handles the event, or the attempt starts later. */
  private arrive(chain: Chain, number: number, choice: Choice): Attempt | null {
    const { row, group, subject } = chain.event
    const { registry } = this.deps.first()
    if (registry.handlersOf(row.source, row.name, subject) === null) {
      if (row.cause === null) row.notes = [...row.notes, registry.describeMissing(row.name)]
      this.closeChain(chain)
      return null
    }
    if (group !== null && number === 1) {
      const behind = this.groups.get(group)
      if (behind !== undefined) {
        behind.push(() => this.callHandlers(this.admit(chain, number, choice)))
        return null
      }
      this.groups.set(group, [])
    }
    return this.admit(chain, number, choice)
  }

  private admit(chain: Chain, number: number, choice: Choice): Attempt | null {
    if (this.inFlight < this.deps.concurrency) return this.take(chain, number, choice)
    this.waiting.push(() => this.callHandlers(this.take(chain, number, choice)))
    return null
  }

  private take(chain: Chain, number: number, choice: Choice): Attempt | null {
    const instance = this.deps.instances.take(choice.coldStart === true)
    if (instance.isReady) return this.start(chain, number, choice, instance)
    instance.waiting.push(() => this.callHandlers(this.start(chain, number, choice, instance)))
    return null
  }

  private start(chain: Chain, number: number, choice: Choice, instance: Instance): Attempt | null {
    const { agenda, recorder } = this.deps
    const { row, subject } = chain.event
    const set = instance.registry.handlersOf(row.source, row.name, subject)
    // Another instance may not have registered what this one has.
    if (set === null) {
      this.closeChain(chain)
      return null
    }
    const startedAt = agenda.clock.now()
    const attempt: Attempt = {
      doing: null,
      chain,
      number,
      row: recorder.startAttempt(chain.event.index, chain.delivery, number, startedAt),
      startedAt,
      deadlineAt: startedAt + set.timeoutMs,
      instance,
      effectsLeft: choice.crashAfterEffect ?? Infinity,
      runs: set.handlers.map(createHandlerRun),
      handed: null,
      isOver: false,
    }
    chain.firstStartedAt ??= startedAt
    chain.next = null
    this.inFlight++
    this.running.add(attempt)
    this.deps.onAttempt(attempt)
    chain.event.watch?.started(attempt)
    if (choice.fail !== true) return attempt
    for (const run of attempt.runs) run.outcome = 'injected'
    this.endAttempt(attempt)
    return null
  }

  /**
   * Starts every handler in order without waiting for the one before. A synchronous throw keeps the later ones from starting;
   * a rejection does not (documentation: "called in the order they are defined"; SDK 1.0.20 `Handler.invoke`).
   */
  private callHandlers(attempt: Attempt | null): void {
    if (attempt === null) return
    const { bodyText, row } = attempt.chain.event
    const { attribution, contract } = this.deps
    const handed = attempt.runs.length > 1 ? new HandedBody(bodyText, contract) : null
    // Retries do the same again.
    if (attempt.number === 1) attempt.handed = handed
    const context = { setTimeout: (ms: unknown) => this.setTimeLimit(attempt, ms) }
    for (let index = 0; index < attempt.runs.length; index++) {
      const run = attempt.runs[index]!
      const body = handed === null ? (JSON.parse(bodyText) as unknown) : handed.next()
      const event = { id: row.id, name: row.name, body, time: row.time, delay: row.delay, attempt: attempt.number }
      const before = attribution.enter({ kind: 'handler', attempt, order: run.handler.order, run })
      try {
        // Unbound, as the SDK calls it: a static method gets no class as `this`.
        const handle = run.handler.run
        const result = handle(event as never, context as never)
        if (isThenable(result)) this.follow(result, attempt, run)
        else run.outcome = 'handled'
      } catch (error) {
        if (run.outcome === 'running') {
          run.outcome = 'threw'
          run.isDenied = this.deps.isDenial(error)
          run.error = this.deps.describeError(error)
        }
        for (const later of attempt.runs.slice(index + 1)) later.outcome = 'not-started'
        break
      } finally {
        attribution.enter(before)
      }
      if (attempt.isOver) return
    }
    this.endIfSettled(attempt)
    // Most attempts are over when all has come to rest: a time limit is for those that wait.
    if (!attempt.isOver) this.deps.agenda.whenAtRest(() => this.watch(attempt))
  }

  private follow(result: PromiseLike<unknown>, attempt: Attempt, run: HandlerRun): void {
    Promise.resolve(result).then(
      () => this.settleHandler(attempt, run, null, 'handled'),
      (error: unknown) => {
        run.isDenied = this.deps.isDenial(error)
        this.settleHandler(attempt, run, this.deps.describeError(error), 'rejected')
      },
    )
  }

  private settleHandler(attempt: Attempt, run: HandlerRun, error: TraceError | null, outcome: 'handled' | 'rejected'): void {
    if (attempt.isOver) {
      // What ended the process had its say already.
      if (error !== null && run.outcome !== 'exited') this.recordLate(attempt, run, error)
      return
    }
    if (run.outcome !== 'running') return
    run.outcome = outcome
    run.error = error
    this.endIfSettled(attempt)
  }

  private recordLate(attempt: Attempt, run: HandlerRun, error: TraceError): void {
    if (attempt.instance.isDead) return
    const { chain, number } = attempt
    const handler = run.handler.order
    const at = this.deps.agenda.clock.now()
    this.deps.recorder.lateEntry({ event: chain.event.index, delivery: chain.delivery, attempt: number, handler, at, what: { error } })
  }

  private endIfSettled(attempt: Attempt): void {
    if (!attempt.isOver && attempt.runs.every(({ outcome }) => outcome !== 'running')) this.endAttempt(attempt)
  }

  private watch(attempt: Attempt): void {
    if (attempt.isOver) return
    const { deadlineAt } = attempt
    const isStale = (): boolean => attempt.isOver || attempt.deadlineAt !== deadlineAt
    this.deps.agenda.at(deadlineAt, () => this.timeOut(attempt), LAST, isStale)
  }

  private timeOut(attempt: Attempt): void {
    const limitMs = attempt.deadlineAt - attempt.startedAt
    for (const run of attempt.runs) {
      if (run.outcome !== 'running') continue
      run.outcome = 'timeout'
      run.error = {
        name: 'Timeout',
        message: `did not finish within ${limitMs.toLocaleString('en-US')} ms`,
        site: run.handler.site,
        stack: '',
      }
    }
    this.endAttempt(attempt)
  }

  private endAttempt(attempt: Attempt): void {
    const { recorder, agenda } = this.deps
    const now = agenda.clock.now()
    attempt.isOver = true
    this.running.delete(attempt)
    const { runs, chain, doing } = attempt
    const isHandled = runs.every(({ outcome }) => outcome === 'handled')
    const changed = attempt.handed?.noteOfChange(chain.event.row.name) ?? null
    if (changed !== null) this.deps.note(changed)
    recorder.endAttempt(attempt.row, now, isHandled, runs, doing)
    this.inFlight--
    const next = this.waiting.shift()
    if (next !== undefined) agenda.at(now, next)
    let isLast = true
    if (isHandled) this.closeChain(chain)
    else if (failedOnlyThroughDenial(runs)) {
      chain.event.hasUnknown = true
      this.closeChain(chain)
    } else isLast = !this.retry(attempt, now)
    chain.event.watch?.ended(attempt, isHandled, isLast)
  }

  /** Whether a retry follows; else the event is dropped, now or at the end of its retention. */
  private retry(attempt: Attempt, now: number): boolean {
    const { chain, startedAt, number } = attempt
    const { policy } = chain.event
    if (policy.assumption !== null) this.deps.note(policy.assumption)
    const first = chain.firstStartedAt ?? startedAt
    const next = retryAt(policy, first, startedAt, number)
    if (next !== null) {
      this.queue(chain, number + 1, next)
      this.setState(chain.event, 'retrying')
      return true
    }
    const dropAt = droppedAt(policy, first, now)
    chain.next = { at: dropAt, attempt: null }
    this.deps.agenda.at(dropAt, () => {
      chain.event.hasDropped = true
      chain.event.row.droppedAt = this.deps.agenda.clock.now()
      this.deps.recorder.eventChanged(chain.event.index)
      this.closeChain(chain)
    })
    return false
  }

  private closeChain(chain: Chain): void {
    const { event } = chain
    event.openChains--
    this.open.delete(chain)
    if (chain.firstStartedAt !== null) this.releaseGroup(event.group)
    if (event.openChains > 0) return
    if (chain.firstStartedAt === null && !event.hasDropped) this.setState(event, 'ignored')
    else this.setState(event, event.hasDropped ? 'dropped' : event.hasUnknown ? 'unknown' : 'handled')
  }

  private releaseGroup(group: string | null): void {
    if (group === null) return
    const next = this.groups.get(group)?.shift()
    if (next !== undefined) this.deps.agenda.at(this.deps.agenda.clock.now(), next)
    else this.groups.delete(group)
  }

  private setState(event: EventRun, state: EventState): void {
    if (event.row.state === state) return
    event.row.state = state
    this.deps.recorder.eventChanged(event.index)
  }
}

/** A chain that fails only through calls that the simulator denied says nothing of the app: it is not retried. */
function failedOnlyThroughDenial(runs: readonly HandlerRun[]): boolean {
  return runs.every(({ outcome, isDenied }) => outcome === 'handled' || isDenied)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}
