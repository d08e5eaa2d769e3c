import { droppedAt, retryAt } from '../contract/retry'
import { noteOfOtherLimit, readAttemptTimeout, timeoutRange } from '../contract/timeout'
import type { Effect, TraceError } from '../model/trace'
import { LAST } from './agenda'
import { Chains } from './chains'
import type { Chooser } from './chooser'
import type { Doings } from './doings'
import type { EngineParts } from './engineParts'
import type { EventRun } from './eventRun'
import { createHandlerRun, type Attempt, type Chain, type HandlerRun } from './execution'
import { timeoutError } from './failures'
import { HandlerCalls } from './handlerCalls'
import type { Instance, Instances } from './instances'
import { OpenList } from './openList'
import type { Operations } from './operations'
import { Places } from './places'
import type { NewHandler } from './registry'
import { tellDenied } from './tellDenied'
import { Unheard } from './unheard'

export interface DeliveryDeps extends EngineParts {
  readonly doings: Doings
  readonly instances: Instances
  readonly chooser: Chooser
  readonly operations: Operations
  /** Told when an attempt starts, for budgets. */
  readonly onAttempt: (attempt: Attempt) => void
}

/** Brings events to their handlers: deliveries and duplicates, attempts, time limits, retries, drops. */
export class Deliveries {
  readonly running = new OpenList<Attempt>()
  readonly chains: Chains
  private readonly places: Places
  private readonly unheard: Unheard
  private readonly calls: HandlerCalls

  constructor(private readonly deps: DeliveryDeps) {
    const { agenda, recorder, scenario } = deps
    this.chains = new Chains(agenda, recorder, (chain, attempt) => this.callBehind(this.arrive(chain, attempt)))
    this.places = new Places(agenda, scenario.concurrency)
    this.unheard = new Unheard(agenda, this.chains, deps.instances)
    this.calls = new HandlerCalls({
      ...deps,
      setTimeLimit: (attempt, ms) => this.setTimeLimit(attempt, ms),
      onCalled: (attempt) => {
        this.endIfSettled(attempt)
        // Most attempts are over when all has come to rest: a time limit is for those that wait.
        if (!attempt.isOver) agenda.whenAtRest(() => this.watch(attempt))
      },
      onSettled: (attempt, run, error, outcome) => this.settleHandler(attempt, run, error, outcome),
    })
  }

  add(event: EventRun): void {
    const copies = this.queue(this.chains.add(event, 1), 1, event.dueAt)
    for (let copy = 1; copy <= copies; copy++) this.queue(this.chains.add(event, 1 + copy), 1, event.dueAt)
  }

  /** Ends an attempt's handler from outside: a time limit, an exit, a rejection that nobody handles. */
  interrupt(run: HandlerRun, failure: Pick<HandlerRun, 'outcome' | 'error' | 'isDenied'>): void {
    if (run.attempt.isOver || run.outcome !== 'running') return
    Object.assign(run, failure)
    this.endAttempt(run.attempt)
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
    const { maxMs } = timeoutRange(attempt.chain.event.kind.source, this.deps.scenario.contract)
    const limit = readAttemptTimeout(ms, maxMs)
    if ('error' in limit) throw new RangeError(limit.error)
    attempt.deadlineAt = attempt.startedAt + limit.timeoutMs
    this.watch(attempt)
  }

  registered(handler: NewHandler): void {
    this.unheard.registered(handler)
  }

  /** Writes down what the end of the run cuts off, and why nobody handled what the scenario published. */
  cut(now: number): void {
    this.unheard.tell()
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

  private callBehind(attempt: Attempt | null): void {
    if (attempt === null) return
    this.calls.prepare(attempt)
    this.deps.agenda.callBehind(this.calls.prepared)
  }

  // What follows gives the attempt whose handlers are to be called.

  /** Null where nobody handles the event, or the attempt starts later. */
  private arrive(chain: Chain, number: number): Attempt | null {
    const { kind, published } = chain.event
    const { agenda, instances } = this.deps
    const { first } = instances
    if (!first.isReady) {
      // What handles it may be registered yet: the platform delivers to an instance that has loaded.
      first.waiting.push(() => agenda.at(agenda.clock.now(), () => this.callBehind(this.arrive(chain, number))))
      return null
    }
    if (!instances.handle(kind.source, kind.name, published.rules.subject)) {
      if (published.by === null) this.unheard.add(chain.event)
      this.chains.close(chain)
      return null
    }
    if (this.places.take()) return this.take(chain, number)
    this.places.wait(() => this.callBehind(this.take(chain, number)))
    return null
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
    const set = instance.registry.handlersOf(event.kind.source, event.name, event.published.rules.subject)
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
      limitMs: set.timeoutMs,
      otherLimitMs: set.otherTimeoutMs,
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
    event.published.rules.watch?.started(attempt)
    if (choice.fail !== true) return attempt
    for (const run of attempt.runs) run.outcome = 'injected'
    this.endAttempt(attempt)
    return null
  }

  /** Ends a chain at an instance that did not register what another one did. */
  private missAt(instance: Instance, chain: Chain, number: number): void {
    const { event, delivery } = chain
    const what = `Attempt ${number} of delivery ${delivery} met instance ${instance.number} of the app, which has no handler of "${event.name}"`
    const lost = number > 1 ? ', and nothing makes up for the attempt that failed' : ''
    const mend = 'Register handlers whenever the app is loaded, not in some instances alone.'
    this.chains.tell(event, `${what}, so the platform ignores it there${lost}. ${mend}`)
    event.hasMissed = true
    this.places.leave()
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
    const { operations } = this.deps
    const waits = attempt.runs.filter(isRunning)
    for (const run of waits) {
      run.outcome = 'timeout'
      run.error = timeoutError(limitMs, run.handler.site)
      // Who waits for nothing of its own may wait for a client that was denied as the app was loaded.
      run.isDenied = run.wasDenied || (attempt.instance.denied !== null && run.timers === 0 && !operations.isOpen(attempt))
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
    this.places.leave()
    const isUnknown = !isHandled && failedOnlyThroughDenial(runs)
    const isLate = runs.some(({ outcome }) => outcome === 'timeout')
    if (attempt.otherLimitMs !== attempt.limitMs) this.noteLimit(attempt, now, isLate)
    if (isLate) this.noteDenied(attempt, 'did not end in time')
    else if (!isHandled && !isUnknown) this.noteDenied(attempt, 'failed with an error of its own')
    if (isUnknown) chain.event.hasUnknown = true
    if (isHandled || isUnknown) this.chains.close(chain)
    const isLast = isHandled || isUnknown || !this.retry(attempt, now)
    chain.event.published.rules.watch?.ended(attempt, isHandled, isLast)
  }

  private noteLimit({ chain, startedAt, deadlineAt, limitMs, otherLimitMs }: Attempt, now: number, isLate: boolean): void {
    // What the app sets as it runs, it sets there too.
    if (deadlineAt !== startedAt + limitMs) return
    const note = noteOfOtherLimit(this.deps.scenario.contract, otherLimitMs, now - startedAt, isLate)
    if (note !== null) this.chains.tell(chain.event, note)
  }

  private noteDenied(attempt: Attempt, how: string): void {
    const own = deniedIn(attempt)
    const denied = own ?? attempt.instance.denied
    if (denied === null) return
    const where = own === undefined ? 'outside of attempts, of which one' : 'in an attempt that'
    this.chains.tell(attempt.chain.event, tellDenied(denied, `${where} ${how}`))
  }

  /** Whether a retry follows; else the event is dropped, now or at the end of its retention. */
  private retry(attempt: Attempt, now: number): boolean {
    const { chain, startedAt, number } = attempt
    const { policy } = chain.event.published.rules
    if (policy.assumption !== null) this.deps.note(policy.assumption)
    if (policy.otherwise !== null) this.chains.tell(chain.event, policy.otherwise)
    const first = chain.firstStartedAt ?? startedAt
    const next = retryAt(policy, first, startedAt, number)
    if (next !== null) {
      this.queue(chain, number + 1, next)
      this.chains.setState(chain.event, 'retrying')
      return true
    }
    this.chains.await(chain, 'drop', droppedAt(policy, first, now))
    return false
  }
}

const deniedIn = ({ doing }: Attempt): Effect | undefined => doing?.effects.find(({ denied }) => denied === true)
const isRunning = ({ outcome }: HandlerRun): boolean => outcome === 'running'
const isHandledBy = ({ outcome }: HandlerRun): boolean => outcome === 'handled'

/** A chain that fails only through calls that the simulator denied says nothing of the app: it is not retried. Others may run still. */
function failedOnlyThroughDenial(runs: readonly HandlerRun[]): boolean {
  return runs.every(({ outcome, isDenied }) => outcome === 'handled' || outcome === 'running' || isDenied)
}
