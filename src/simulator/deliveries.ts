import { formatDuration } from '../words/duration'
import { placeBehind } from '../words/place'
import { droppedAt, retryAt } from '../contract/retry'
import { CALL_LIMIT_MS, readAttemptTimeout, timeoutRange } from '../contract/timeout'
import type { Contract } from '../model/scenario'
import type { TraceError } from '../model/trace'
import { LAST, type Agenda } from './agenda'
import { Chains } from './chains'
import type { Chooser } from './chooser'
import type { Doings } from './doings'
import { createHandlerRun, type Attempt, type Attribution, type Chain, type HandlerRun } from './execution'
import type { EventRun } from './eventRun'
import { timeoutError } from './failures'
import { HandlerCalls } from './handlerCalls'
import { OpenList } from './openList'
import type { Recorder } from './recorder'
import type { Instance, Instances } from './instances'
import type { NewHandler } from './registry'
import { tellDenied } from './tellDenied'

export interface DeliveryDeps {
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly doings: Doings
  readonly instances: Instances
  /** The instance that must have loaded, and whose handlers are named where one is missing. */
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
  /** Places taken: from the moment an attempt may start, while its instance loads too, to its end. */
  private inFlight = 0
  /** What waits for a free place, first come first served. */
  private readonly waiting: (() => void)[] = []
  /** What the scenario published and nobody handles, with the times at which it came. */
  private readonly unheard = new Map<EventRun, number>()
  private readonly running = new OpenList<Attempt>()
  private readonly chains: Chains
  private readonly calls: HandlerCalls

  constructor(private readonly deps: DeliveryDeps) {
    const { agenda, recorder, contract, attribution, describeError, isDenial } = deps
    this.chains = new Chains(agenda, recorder)
    this.calls = new HandlerCalls({
      clock: agenda.clock,
      contract,
      attribution,
      describeError,
      isDenial,
      setTimeLimit: (attempt, ms) => this.setTimeLimit(attempt, ms),
      onCalled: (attempt) => {
        this.endIfSettled(attempt)
        // Most attempts are over when all has come to rest: a time limit is for those that wait.
        if (!attempt.isOver) agenda.whenAtRest(() => this.watch(attempt))
      },
      onSettled: (attempt, run, error, outcome) => this.settleHandler(attempt, run, error, outcome),
    })
  }

  get runningAttempts(): OpenList<Attempt> {
    return this.running
  }

  get openChains(): Iterable<Chain> {
    return this.chains.open
  }

  /** Queues the first delivery of an event, and its copies. */
  add(event: EventRun): void {
    const copies = this.queue(this.chains.add(event, 1, this.arriveNext), 1, event.dueAt)
    for (let copy = 1; copy <= copies; copy++) this.queue(this.chains.add(event, 1 + copy, this.arriveNext), 1, event.dueAt)
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
    const { maxMs } = timeoutRange(attempt.chain.event.kind.source, this.deps.contract)
    const limit = readAttemptTimeout(ms, maxMs)
    if ('error' in limit) throw new RangeError(limit.error)
    attempt.deadlineAt = attempt.startedAt + limit.timeoutMs
    this.watch(attempt)
  }

  /** Says of what came before a handler of it that this was registered later. */
  registered({ source, name, site }: NewHandler): void {
    const now = this.deps.agenda.clock.now()
    for (const [event, cameAt] of this.unheard) {
      if (event.kind.source !== source || event.kind.name !== name) continue
      const later = `${formatDuration(now - cameAt)} later${placeBehind(site)}`
      const what = `No handler of "${name}" was registered when it came, so the platform ignores it: the app registered one ${later}`
      this.chains.tell(event, `${what}. Register handlers before anything that takes time.`)
      this.unheard.delete(event)
    }
    if (this.unheard.size === 0) this.deps.agenda.openUntil = -Infinity
  }

  /** Remembers an event without a handler; the start of the app may register one yet, as long as a call has. */
  private miss(event: EventRun): void {
    const { agenda } = this.deps
    const now = agenda.clock.now()
    this.unheard.set(event, now)
    agenda.openUntil = now + CALL_LIMIT_MS
  }

  /** Writes down what the end of the run cuts off, and why nobody handled what the scenario published: the start of the app had all the time to fail. */
  cut(now: number): void {
    const { registry, hasFailedStart } = this.deps.first()
    for (const event of this.unheard.keys())
      this.chains.tell(event, hasFailedStart ? unstarted(event) : registry.describeMissing(event.kind.name))
    for (const attempt of this.running) {
      this.deps.recorder.cutAttempt(attempt.row, now, attempt.runs, attempt.doing)
    }
  }

  private queue(chain: Chain, attempt: number, dueAt: number): number {
    const choice = this.deps.chooser.choose(chain, attempt)
    chain.choice = choice
    this.chains.await(chain, attempt, dueAt + (choice.lateMs ?? 0), choice.priority)
    return choice.copies ?? 0
  }

  private readonly arriveNext = (chain: Chain, attempt: number): void => this.callBehind(this.arrive(chain, attempt))

  private callBehind(attempt: Attempt | null): void {
    if (attempt === null) return
    this.calls.prepare(attempt)
    this.deps.agenda.callBehind(this.calls.prepared)
  }

  // What follows gives the attempt whose handlers are to be called.

  /** Null where nobody handles the event, or the attempt starts later. */
  private arrive(chain: Chain, number: number): Attempt | null {
    const { kind, published } = chain.event
    const { subject, by } = published
    const first = this.deps.first()
    if (!first.isReady) {
      // What handles it may be registered yet: the platform delivers to an instance that has loaded.
      first.waiting.push(() => this.deps.agenda.at(this.deps.agenda.clock.now(), () => this.arriveNext(chain, number)))
      return null
    }
    if (!this.deps.instances.handle(kind.source, kind.name, subject)) {
      if (by === null) this.miss(chain.event)
      this.chains.close(chain)
      return null
    }
    return this.admit(chain, number)
  }

  private admit(chain: Chain, number: number): Attempt | null {
    if (this.inFlight < this.deps.concurrency) {
      this.inFlight++
      return this.take(chain, number)
    }
    this.waiting.push(() => this.callBehind(this.take(chain, number)))
    return null
  }

  /** Hands a place to the one that waits longest: what arrives before that one starts must not get it. */
  private leave(): void {
    const { agenda } = this.deps
    const next = this.waiting.shift()
    if (next === undefined) this.inFlight--
    else agenda.at(agenda.clock.now(), next)
  }

  private take(chain: Chain, number: number): Attempt | null {
    const instance = this.deps.instances.take(chain.choice.coldStart === true, chain.event.published.hops + 1)
    if (instance.isReady) return this.start(chain, number, instance)
    instance.waiting.push(() => {
      const attempt = this.start(chain, number, instance)
      if (attempt === null) return
      this.calls.prepare(attempt)
      this.calls.callPrepared()
    })
    return null
  }

  private start(chain: Chain, number: number, instance: Instance): Attempt | null {
    const { agenda, recorder } = this.deps
    const { choice, event } = chain
    const set = instance.registry.handlersOf(event.kind.source, event.name, event.published.subject)
    const startedAt = agenda.clock.now()
    if (set === null) {
      chain.firstStartedAt ??= startedAt
      this.missAt(instance, chain, number)
      return null
    }
    const attempt: Attempt = {
      slot: 0,
      doing: null,
      chain,
      number,
      row: recorder.startAttempt(event.index, chain.delivery, number, startedAt),
      startedAt,
      deadlineAt: startedAt + set.timeoutMs,
      instance,
      effectsLeft: choice.crashAfterEffect ?? Infinity,
      runs: [],
      handed: null,
      isOver: false,
    }
    attempt.runs = set.handlers.map((handler) => createHandlerRun(attempt, handler))
    chain.firstStartedAt ??= startedAt
    chain.next = null
    this.running.add(attempt)
    this.deps.onAttempt(attempt)
    event.published.watch?.started(attempt)
    if (choice.fail !== true) return attempt
    for (const run of attempt.runs) run.outcome = 'injected'
    this.endAttempt(attempt)
    return null
  }

  /** Ends a chain at an instance that did not register what another one did. */
  private missAt(instance: Instance, chain: Chain, number: number): void {
    const { event } = chain
    const what = `Attempt ${number} of delivery ${chain.delivery} met instance ${instance.number} of the app, which has no handler of "${event.name}"`
    this.chains.tell(
      event,
      `${what}, so the platform ignores it there${number > 1 ? ', and nothing makes up for the attempt that failed' : ''}. Register handlers whenever the app is loaded, not in some instances alone.`,
    )
    event.hasMissed = true
    this.leave()
    this.chains.close(chain)
  }

  private settleHandler(attempt: Attempt, run: HandlerRun, error: TraceError | null, outcome: 'handled' | 'rejected'): void {
    if (attempt.isOver) {
      // What ended the process had its say already.
      if (error !== null && run.outcome !== 'exited') this.deps.doings.late(run, { error })
      return
    }
    if (run.outcome !== 'running') return
    run.outcome = outcome
    run.error = error
    this.endIfSettled(attempt)
  }

  private endIfSettled(attempt: Attempt): void {
    if (!attempt.isOver && !attempt.runs.some(isRunning)) this.endAttempt(attempt)
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
      run.error = timeoutError(limitMs, run.handler.site)
    }
    this.endAttempt(attempt)
  }

  private endAttempt(attempt: Attempt): void {
    const { recorder, agenda } = this.deps
    const now = agenda.clock.now()
    attempt.isOver = true
    this.running.delete(attempt)
    const { runs, chain, doing } = attempt
    const isHandled = runs.every(isHandledBy)
    const changed = attempt.handed?.noteOfChange(chain.event.name) ?? null
    if (changed !== null) this.deps.note(changed)
    recorder.endAttempt(attempt.row, now, isHandled, runs, doing)
    this.leave()
    let isLast = true
    if (isHandled) this.chains.close(chain)
    else if (failedOnlyThroughDenial(runs)) {
      chain.event.hasUnknown = true
      this.chains.close(chain)
    } else {
      this.noteDenied(attempt)
      isLast = !this.retry(attempt, now)
    }
    chain.event.published.watch?.ended(attempt, isHandled, isLast)
  }

  private noteDenied({ chain, doing, instance }: Attempt): void {
    const own = doing?.effects.find((effect) => effect.denied === true)
    const denied = own ?? instance.denied
    if (denied === null) return
    const where = own === undefined ? 'outside of attempts, of which one failed' : 'in an attempt that failed with an error of its own'
    this.chains.tell(chain.event, tellDenied(denied, where))
  }

  /** Whether a retry follows; else the event is dropped, now or at the end of its retention. */
  private retry(attempt: Attempt, now: number): boolean {
    const { chain, startedAt, number } = attempt
    const { policy } = chain.event.published
    if (policy.assumption !== null) this.deps.note(policy.assumption)
    const first = chain.firstStartedAt ?? startedAt
    const next = retryAt(policy, first, startedAt, number)
    if (next !== null) {
      this.queue(chain, number + 1, next)
      this.chains.setState(chain.event, 'retrying')
      return true
    }
    this.chains.dropAt(chain, droppedAt(policy, first, now))
    return false
  }
}

function unstarted({ kind: { name } }: EventRun): string {
  return `No handler of "${name}" was registered when it came: the start of the app failed.`
}

const isRunning = ({ outcome }: HandlerRun): boolean => outcome === 'running'
const isHandledBy = ({ outcome }: HandlerRun): boolean => outcome === 'handled'

/** A chain that fails only through calls that the simulator denied says nothing of the app: it is not retried. */
function failedOnlyThroughDenial(runs: readonly HandlerRun[]): boolean {
  return runs.every(({ outcome, isDenied }) => outcome === 'handled' || isDenied)
}
