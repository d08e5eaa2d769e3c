import type { Recurrence } from '../contract/recurrence'
import { readTimeout, timeoutRange } from '../contract/timeout'
import { placeBehind } from '../words/place'
import type { RequestStep, Scenario, SocketStep, Step } from '../model/scenario'
import type { Site } from '../model/site'
import type { Effect, TraceEnd, TraceError } from '../model/trace'
import { Agenda, quietItem } from './agenda'
import { Calls, type CallResult } from './calls'
import { Chances } from './chances'
import { Chooser } from './chooser'
import { Deliveries } from './deliveries'
import { Doings } from './doings'
import type { EngineDeps, EngineParts } from './engineParts'
import { instanceOf, isGone, isLoad, isOver, type Attempt, type CallExecution, type Execution, type HandlerRun } from './execution'
import { Instances, whenReady, type Instance } from './instances'
import { Operations } from './operations'
import { Publishing, type Occurrence, type Receipt } from './publishing'
import { Recorder } from './recorder'
import type { NewHandler } from './registry'
import { attemptStop } from './stops'
import { tellUnmet } from './tellUnmet'
import { tellDenied } from './tellDenied'
import { tellIdle, tellWaiting, type OpenReply, type OpenTimer } from './tellWaiting'

/** Ways into the app that its stand-ins keep. */
export interface Drive {
  request(step: RequestStep, instance: Instance): Promise<CallResult>
  socket(step: SocketStep, instance: Instance): void
}

/** Runs a scenario on registered handlers and records what happens. Equal inputs give equal traces. */
export class Engine {
  readonly recorder: Recorder
  readonly agenda: Agenda
  readonly chances: Chances
  /** What the app's code does. */
  readonly doings: Doings
  private readonly operations: Operations
  private readonly instances: Instances
  private readonly chooser: Chooser
  private readonly deliveries: Deliveries
  private readonly calls: Calls
  private readonly publishing: Publishing

  constructor(
    private readonly scenario: Scenario,
    private readonly deps: EngineDeps,
  ) {
    const recorder = (this.recorder = new Recorder(scenario.start))
    const agenda = (this.agenda = new Agenda(deps.clock, deps.settle))
    const parts: EngineParts = { ...deps, scenario, agenda, recorder }
    this.chances = new Chances(scenario.seed)
    this.doings = new Doings(parts, (attempt, effect) => this.crash(attempt, effect))
    this.operations = new Operations(agenda, deps.note)
    this.instances = new Instances(scenario.instances, scenario.contract, (instance) => this.load(instance))
    this.chooser = new Chooser(scenario)
    const { doings, operations, instances, chooser } = this
    const onAttempt = (attempt: Attempt): void => this.spendAttempt(attempt)
    this.deliveries = new Deliveries({ ...parts, doings, operations, instances, chooser, onAttempt })
    this.calls = new Calls(parts)
    this.publishing = new Publishing(parts, this.deliveries, doings)
  }

  /** The choices that were made so far. */
  get schedule() {
    return this.chooser.schedule()
  }

  /** Whether an attempt or a call of the app is under way. */
  get isBusy(): boolean {
    return this.deliveries.running.size > 0 || this.calls.open.size > 0
  }

  get isDue(): boolean {
    return this.agenda.isDue
  }

  get instanceCount(): number {
    return this.instances.count
  }

  /** Starts the app. What `onEnd` is told is why it could not be loaded; null when it was. */
  start(onEnd: (error: TraceError | null) => void): void {
    this.onLoaded = onEnd
    this.instances.startFirst()
  }

  private onLoaded: (error: TraceError | null) => void = () => undefined

  private load(instance: Instance): void {
    const { agenda, deps, operations } = this
    const code = async (call: CallExecution): Promise<CallResult> => {
      const result = await deps.load(instance)
      // What it began and nobody waits for may register more, or fail; what never ends must not fail it.
      do await agenda.rest(operations.openUntil(call))
      while (operations.isOpen(call) && operations.openUntil(call) < call.startedAt + call.limitMs)
      return result
    }
    this.calls.start('load', instance, code, (error) => {
      const { number, deniedStart } = instance
      if (error === null) this.instances.ready(instance)
      else {
        if (deniedStart !== null) deps.note(tellDenied(deniedStart, 'while the app was loaded'), true)
        const message = `Instance ${number} of the app could not be loaded: ${error.message}`
        if (number > 1) agenda.stop({ reason: 'crashed', event: null, site: error.site, message })
      }
      if (number === 1) this.onLoaded(error)
    })
  }

  /** Adds a handler to the instance whose code registers it. The trace keeps those of the first: the others have the same. */
  register(execution: Execution | null, handler: NewHandler): void {
    const { registry, number } = execution === null ? this.instances.first : instanceOf(execution)
    const row = registry.add(handler)
    this.deliveries.registered(handler)
    if (number > 1) return
    const { warning } = readTimeout(handler.timeout, timeoutRange(handler.source, this.scenario.contract))
    if (warning !== null) this.deps.note(`Handler of "${handler.name}"${placeBehind(handler.site)}: ${warning}`)
    this.recorder.handler(row)
  }

  /** Queues the scenario's steps; times count from now. `drive` does what takes the app's own doors. */
  play(steps: readonly Step[], drive: Drive): void {
    const start = this.agenda.clock.now()
    for (const step of steps) {
      this.agenda.at(start + step.atMs, () => {
        if (step.kind === 'request') {
          const instance = this.instances.take(false, 0)
          whenReady(instance, () => this.calls.start(`${step.method} ${step.path}`, instance, () => drive.request(step, instance)))
        } else if (step.kind === 'socket') drive.socket(step, this.instances.first)
        else {
          const args = step.after === undefined ? [step.body] : [{ after: step.after }, step.body]
          // A refusal is in the record, as an event of state `rejected`.
          this.publish(null, step.name, args, null).catch(() => undefined)
        }
      })
    }
  }

  /** Runs to idle, to the scenario's end or to a stop. */
  run(): Promise<void> {
    const { start, untilMs } = this.scenario
    return this.agenda.run(untilMs === null ? Infinity : start + untilMs)
  }

  /** What was left to do when the run ended, or why nothing was; before the record is closed. */
  rest(timers: readonly OpenTimer[], replies: readonly OpenReply[]): Pick<TraceEnd, 'idle' | 'waiting'> {
    const { running: attempts, chains } = this.deliveries
    const now = this.deps.clock.now()
    const { calls, operations } = this
    const waiting = tellWaiting({ now, attempts, calls: calls.open, chains: chains.open, timers, replies, operations })
    if (waiting.length > 0 || this.agenda.stopped !== null) return { waiting, idle: null }
    const requests = this.scenario.steps.filter(({ kind }) => kind === 'request').length
    return { waiting, idle: tellIdle({ now, timers }, this.recorder.attemptCount, requests) }
  }

  /** Closes the record: what still runs is written down as cut off. */
  close(): void {
    for (const told of tellUnmet(this.chooser.unmet(), this.publishing.names)) this.deps.note(told)
    this.deliveries.cut(this.deps.clock.now())
    this.calls.cut()
  }

  /**
   * `events.publish` as the app called it, or the scenario where `execution` is null. Resolves in turn with what else is due;
   * rejects where the contract does, which leaves an event of state `rejected` in the record.
   */
  publish(execution: Execution | null, name: unknown, args: readonly unknown[], site: Site | null): Promise<Receipt> {
    if (execution !== null && isGone(execution)) return new Promise(() => undefined)
    return this.publishing.publish(execution, name, args, site)
  }

  /** Runs an operation of the platform in its turn; what an instance asks for that is gone by then is never done. */
  complete<T>(execution: Execution | null, operation: () => T): Promise<T> {
    return execution === null ? this.agenda.complete(operation) : this.operations.complete(execution, operation)
  }

  /** Brings something to the handlers of its source; null where nobody handles it, or may only once the app is loaded. */
  occur(execution: Execution | null, occurrence: Occurrence): Pick<Receipt, 'id'> | null {
    const { source, name, subject } = occurrence
    if (this.instances.handle(source, name, subject)) return this.publishing.occur(execution, occurrence)
    if (!this.instances.first.isReady) this.instances.first.waiting.push(() => void this.occur(execution, occurrence))
    return null
  }

  /**
   * Does something at each moment of a recurrence. It does not keep a run open, so it happens only in a run with a given end: else it
   * gives false.
   */
  recur(execution: Execution | null, recurrence: Recurrence, run: () => void): boolean {
    if (this.scenario.untilMs === null) return false
    // Every instance asks for it, the platform does it once.
    if (execution !== null && instanceOf(execution).number > 1) return true
    const wait = (): void => {
      const at = recurrence.next(this.deps.clock.now())
      if (at !== null) this.agenda.queue(tick, at)
    }
    const tick = quietItem(() => {
      run()
      wait()
    })
    wait()
    return true
  }

  /** The attempt of an occurrence as what causes others. */
  executionOf(attempt: Attempt): Execution {
    return attempt.runs[0]!
  }

  /** The app's code threw where nobody could catch it, or ended the process: the attempt or call fails. */
  fail(execution: Execution, outcome: HandlerRun['outcome'], error: TraceError, isDenied = false): void {
    if (isGone(execution)) return
    if (isOver(execution)) {
      this.doings.late(execution, { error })
      if (isLoad(execution)) this.calls.blame(execution, error)
    } else if (execution.kind === 'call') this.calls.end(execution, null, error)
    else if (outcome !== 'exited') this.deliveries.interrupt(execution, { outcome, error, isDenied })
    else if (execution.outcome === 'running') Object.assign(execution, { outcome, error })
    if (outcome !== 'exited') return
    this.endInstance(instanceOf(execution), { ...error, name: 'Crash', message: `the instance that it ran in ended: ${error.message}` })
  }

  /** Ends all that runs in an instance: its process is gone, and the next in its place is a new one. */
  private endInstance(instance: Instance, error: TraceError): void {
    this.deliveries.crash(instance, error)
    for (const call of this.calls.open) if (call.instance === instance) this.calls.end(call, null, error)
  }

  private crash(attempt: Attempt, { kind, target, site }: Effect): void {
    this.chooser.crashed(attempt.chain, attempt.number)
    const message = `the app crashed after ${kind} ${target}, as the schedule asks for`
    this.endInstance(attempt.instance, { name: 'Crash', message, site, stack: '' })
  }

  /** `context.setTimeout` of the attempt that runs, or `http.setTimeout` of a request. Throws where the contract refuses it. */
  setTimeLimit(execution: Execution, ms: number): void {
    if (execution.kind === 'handler') return this.deliveries.setTimeLimit(execution.attempt, ms)
    this.calls.setTimeLimit(execution, ms)
  }

  private spendAttempt(attempt: Attempt): void {
    const { budgets } = this.scenario
    if (this.recorder.attemptCount > budgets.attempts) this.agenda.stop(attemptStop(attempt, budgets))
  }
}
