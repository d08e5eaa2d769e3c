import { mintEventId } from '../contract/eventId'
import { readPublish } from '../contract/envelope'
import { eventPolicy, retryPolicy, type RetryPolicy } from '../contract/retry'
import type { Recurrence } from '../contract/recurrence'
import { CALL_LIMIT_MS, MAX_CALL_LIMIT_MS, readAttemptTimeout, readTimeout, timeoutRange } from '../contract/timeout'
import type { Json } from '../model/json'
import type { RequestStep, Scenario, SocketStep, Step } from '../model/scenario'
import type { Site } from '../model/site'
import type { Effect, EventSource, LogLine, Stop, StopReason, TraceEnd, TraceError, TraceEvent } from '../model/trace'
import { LAST, Agenda, type Settle } from './agenda'
import { createChooser, type Chooser } from './chooser'
import type { Clock } from './clock'
import { Deliveries } from './deliveries'
import {
  causeOf,
  createDoing,
  doingOf,
  executionKey,
  instanceOf,
  isOver,
  tellExecution,
  type Attempt,
  type Attribution,
  type CallExecution,
  type EventRun,
  type Execution,
  type HandlerExecution,
  type HandlerRun,
  type Watch,
} from './execution'
import { createPrng, type Prng } from './prng'
import { Recorder } from './recorder'
import { Instances, whenReady, type Instance } from './instances'
import type { NewHandler } from './registry'
import { tellIdle, tellWaiting, type OpenTimer } from './tellWaiting'

/** The world around the engine: what makes it run real handlers, or plain functions in a test. */
export interface EngineDeps {
  readonly clock: Clock
  /** Evaluates the app as an instance; rejects where it throws. */
  readonly load: (instance: Instance) => Promise<CallResult>
  readonly settle: Settle
  readonly attribution: Attribution
  readonly describeError: (error: unknown) => TraceError
  /** Whether a thrown value is, or wraps, the simulator's own refusal of the network. */
  readonly isDenial: (error: unknown) => boolean
  /** Takes a sentence about the run: an assumption, a warning. The same one may come many times. */
  readonly note: (text: string) => void
}

/** What `events.publish` resolves to (SDK 1.0.20). */
export interface Receipt {
  readonly id: string
  readonly time: number
  readonly delay: number
}

/** Something that the platform brings to the app, other than what `events.publish` made. */
export interface Occurrence {
  readonly source: EventSource
  /** Such as `created:user:1`, or the name of a task. */
  readonly name: string
  readonly body: Json
  /** In ms; 0 without. */
  readonly delayMs?: number
  /** What is of one group is handled in order. */
  readonly group?: string
  /** What listeners are asked about. */
  readonly subject?: unknown
  /** In place of the source's own. */
  readonly policy?: RetryPolicy
  readonly watch?: Watch
}

/** What a call of the app's code came to. */
export interface CallResult {
  readonly response: { readonly status: number; readonly body: string } | null
}

/** Ways into the app that its stand-ins keep. */
export interface Drive {
  /** Drives a route. */
  request(step: RequestStep, instance: Instance): Promise<CallResult>
  socket(step: SocketStep, instance: Instance): void
}

/** Runs a scenario on registered handlers and records what happens. Equal inputs give equal traces. */
export class Engine {
  readonly recorder = new Recorder()
  private readonly instances: Instances
  private firstInstance: Instance | null = null
  readonly agenda: Agenda
  private readonly chooser: Chooser
  private readonly deliveries: Deliveries
  private readonly openCalls = new Set<CallExecution>()
  private readonly callOrdinals = new Map<string, number>()
  /** Counts events by name over the run, for injections. */
  private readonly nameOrdinals = new Map<string, number>()
  private readonly stepOrdinals = new Map<string, number>()

  constructor(
    private readonly scenario: Scenario,
    private readonly deps: EngineDeps,
  ) {
    this.agenda = new Agenda(deps.clock, deps.settle)
    this.instances = new Instances(scenario.instances, scenario.contract, (instance) => this.load(instance))
    this.chooser = createChooser(scenario)
    const { agenda, recorder, instances, chooser } = this
    const first = (): Instance => this.first
    const { contract, concurrency } = scenario
    const { attribution, describeError, isDenial, note } = deps
    const onAttempt = (attempt: Attempt): void => this.spendAttempt(attempt)
    this.deliveries = new Deliveries({
      ...{ agenda, recorder, instances, first, chooser, contract, concurrency },
      ...{ attribution, describeError, isDenial, note, onAttempt },
    })
  }

  /** The choices that were made so far. */
  get schedule() {
    return this.chooser.schedule()
  }

  /** Whether an attempt or a call of the app is under way. */
  get isBusy(): boolean {
    return this.deliveries.runningAttempts.size > 0 || this.openCalls.size > 0
  }

  /** Instances that were started so far. */
  get instanceCount(): number {
    return this.instances.count
  }

  /** Starts the app. What `onEnd` is told is why it could not be loaded; null when it was. */
  start(onEnd: (error: TraceError | null) => void): void {
    this.onLoaded = onEnd
    this.firstInstance = this.instances.first()
  }

  private onLoaded: (error: TraceError | null) => void = () => undefined

  private get first(): Instance {
    if (this.firstInstance === null) throw new Error('The engine was not started.')
    return this.firstInstance
  }

  private load(instance: Instance): void {
    this.call(
      'load',
      instance,
      () => this.deps.load(instance),
      (error) => {
        if (error === null) this.instances.ready(instance)
        else if (instance.number > 1)
          this.agenda.stop({
            reason: 'crashed',
            event: null,
            site: error.site,
            message: `Instance ${instance.number} of the app could not be loaded: ${error.message}`,
          })
        if (instance.number === 1) this.onLoaded(error)
      },
    )
  }

  /** Adds a handler to the instance whose code registers it. The trace keeps those of the first: the others have the same. */
  register(execution: Execution | null, handler: NewHandler): void {
    const { registry, number } = execution === null ? this.first : instanceOf(execution)
    const row = registry.add(handler)
    if (number > 1) return
    const { warning } = readTimeout(handler.timeout, timeoutRange(handler.source, this.scenario.contract))
    const place = handler.site === null ? '' : ` (${handler.site.file}:${handler.site.line})`
    if (warning !== null) this.deps.note(`Handler of "${handler.name}"${place}: ${warning}`)
    this.recorder.handler(row)
  }

  /** Queues the scenario's steps; times count from now. `drive` does what takes the app's own doors. */
  play(steps: readonly Step[], drive: Drive): void {
    const start = this.agenda.clock.now()
    for (const step of steps) {
      this.agenda.at(start + step.atMs, () => {
        if (step.kind === 'request') {
          const instance = this.instances.take(false)
          whenReady(instance, () => this.call(`${step.method} ${step.path}`, instance, () => drive.request(step, instance)))
        } else if (step.kind === 'socket') drive.socket(step, this.first)
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
  rest(timers: readonly OpenTimer[]): Pick<TraceEnd, 'idle' | 'waiting'> {
    const { runningAttempts, openChains } = this.deliveries
    const now = this.deps.clock.now()
    const waiting = tellWaiting({ now, attempts: runningAttempts, calls: this.openCalls, chains: openChains, timers })
    const isIdle = waiting.length === 0 && this.agenda.stopped === null
    return { waiting, idle: isIdle ? tellIdle({ now, timers }, this.recorder.attemptCount) : null }
  }

  /** Closes the record: what still runs is written down as cut off. */
  close(): void {
    this.deliveries.cut(this.deps.clock.now())
    for (const { key, startedAt, doing } of this.openCalls) {
      const { effects, logs } = doing
      this.recorder.call({ key, startedAt, endedAt: null, response: null, error: null, effects, logs })
    }
    this.openCalls.clear()
  }

  /**
   * `events.publish` as the app called it, or the scenario where `execution` is null. Resolves in turn with what else is due;
   * rejects where the contract does, which leaves an event of state `rejected` in the record.
   */
  publish(execution: Execution | null, name: unknown, args: readonly unknown[], site: Site | null): Promise<Receipt> {
    if (execution !== null && this.isGone(execution)) return new Promise(() => undefined)
    const { contract } = this.scenario
    const now = this.deps.clock.now()
    const asked = typeof name === 'string' ? name.replace(/^custom:/, '') : String(name)
    const key = this.keyOf(execution, asked)
    const chance = createPrng(this.scenario.seed, `id:${key}`)
    const read = readPublish(name, args, now, contract, (dueAt) => mintEventId(dueAt, () => chance.nextFraction()))
    const cause = execution === null ? null : causeOf(execution)
    if ('error' in read) {
      const { error, notes } = read
      const row: TraceEvent = {
        ...{ source: 'event', id: '', key, name: asked, body: null, time: now, delay: 0, dueAt: now, cause, site },
        ...{ state: 'rejected', droppedAt: null, notes: [error, ...notes] },
      }
      this.recorder.event(row)
      return this.agenda.complete(() => {
        throw new Error(error)
      })
    }
    const { id, body, bodyText, time, delay, dueAt, notes } = read
    this.effect(execution, { kind: 'publish', target: read.name, value: body, site })
    const row: TraceEvent = {
      ...{ source: 'event', id, key, name: read.name, body, time, delay, dueAt, cause, site },
      ...{ state: 'scheduled', droppedAt: null, notes },
    }
    this.add(row, bodyText, execution, { group: null, subject: null, policy: eventPolicy, watch: null })
    return this.agenda.complete(() => ({ id, time, delay }))
  }

  /** Runs an operation of the platform in its turn; what an instance asks for that is gone by then is never done. */
  complete<T>(execution: Execution | null, operation: () => T): Promise<T> {
    const never = new Promise<T>(() => undefined)
    return this.agenda.complete(() => (execution !== null && this.isGone(execution) ? never : operation())) as Promise<T>
  }

  /** Brings something to the handlers of its source. Nothing happens where nobody handles it. */
  occur(execution: Execution | null, { source, name, body, delayMs = 0, ...rest }: Occurrence): Receipt | null {
    const { group = null, subject = null, policy = retryPolicy(source, this.scenario.contract), watch = null } = rest
    if (this.first.registry.handlersOf(source, name, subject) === null) return null
    const time = this.deps.clock.now()
    const key = this.keyOf(execution, source === 'event' || source === 'data' ? name : `${source}:${name}`)
    const chance = createPrng(this.scenario.seed, `id:${key}`)
    const dueAt = time + delayMs
    // Changes and messages have no identifier of their own.
    const id = ['event', 'task', 'schedule'].includes(source) ? mintEventId(dueAt, () => chance.nextFraction()) : ''
    const cause = execution === null ? null : causeOf(execution)
    const row: TraceEvent = {
      ...{ source, id, key, name, body, time, delay: delayMs, dueAt, cause, site: null },
      ...{ state: 'scheduled', droppedAt: null, notes: [] },
    }
    this.add(row, JSON.stringify(body), execution, { group, subject, policy, watch })
    return { id, time, delay: delayMs }
  }

  /**
   * Does something at each moment of a recurrence. It does not keep a run open, so it happens only in a run with a given end: else it
   * gives false.
   */
  recur(execution: Execution | null, recurrence: Recurrence, run: () => void): boolean {
    if (this.scenario.untilMs === null) return false
    // Every instance asks for it, the platform does it once.
    if (execution !== null && instanceOf(execution).number > 1) return true
    const wait = (after: number): void => {
      const at = recurrence.next(after)
      if (at === null) return
      this.agenda.at(at, () => {
        run()
        wait(at)
      })
    }
    wait(this.deps.clock.now())
    return true
  }

  /** The attempt of an occurrence as what causes others. */
  executionOf(attempt: Attempt): Execution {
    return { kind: 'handler', attempt, order: 1, run: attempt.runs[0]! }
  }

  /** Runs code of the app that no event caused, under `name` with its ordinal as key; `onEnd` gets its error, or null. */
  private call(name: string, instance: Instance, code: () => Promise<CallResult>, onEnd?: (error: TraceError | null) => void): void {
    const ordinal = count(this.callOrdinals, name)
    const startedAt = this.deps.clock.now()
    const key = name === 'load' && ordinal === 1 ? name : `${name}#${ordinal}`
    const call: CallExecution = {
      doing: createDoing(),
      kind: 'call',
      key,
      instance,
      startedAt,
      limitMs: CALL_LIMIT_MS,
      isOver: false,
      onEnd: onEnd ?? (() => undefined),
    }
    this.openCalls.add(call)
    this.watchCall(call)
    const before = this.deps.attribution.enter(call)
    const result = code()
    this.deps.attribution.enter(before)
    result.then(
      ({ response }) => this.endCall(call, response, null),
      (error: unknown) => this.endCall(call, null, this.deps.describeError(error)),
    )
  }

  private watchCall(call: CallExecution): void {
    const { startedAt, limitMs } = call
    const timeOut = (): void => this.endCall(call, null, timeoutError(limitMs))
    this.agenda.at(startedAt + limitMs, timeOut, LAST, () => call.isOver || call.limitMs !== limitMs)
  }

  /** Records what the app did to the world, with the attempt or call that did it. */
  effect(execution: Execution | null, effect: Effect): void {
    if (execution === null || this.isGone(execution)) return
    if (this.spendOutput(execution, sizeOf(effect))) return
    if (execution.kind === 'call' || !isOver(execution)) doingOf(execution).effects.push(effect)
    else this.late(execution, { effect })
    if (execution.kind === 'handler' && --execution.attempt.effectsLeft === 0) this.crash(execution, effect)
  }

  log(execution: Execution | null, log: LogLine): void {
    if (execution === null || this.isGone(execution)) return
    if (this.spendOutput(execution, log.text.length)) return
    if (execution.kind === 'call' || !isOver(execution)) doingOf(execution).logs.push(log)
    else this.late(execution, { log })
  }

  /** The app's code threw where nobody could catch it, or ended the process: the attempt or call fails. */
  fail(execution: Execution, outcome: HandlerRun['outcome'], error: TraceError): void {
    if (this.isGone(execution)) return
    if (isOver(execution)) this.late(execution, { error })
    else if (execution.kind === 'call') this.endCall(execution, null, error)
    else if (outcome !== 'exited') this.deliveries.interrupt(execution.attempt, execution.run, outcome, error)
    else if (execution.run.outcome === 'running') Object.assign(execution.run, { outcome, error })
    if (outcome !== 'exited') return
    this.endInstance(instanceOf(execution), { ...error, name: 'Crash', message: `the instance that it ran in ended: ${error.message}` })
  }

  /** Ends all that runs in an instance: its process is gone, and the next in its place is a new one. */
  private endInstance(instance: Instance, error: TraceError): void {
    this.deliveries.crash(instance, error)
    for (const call of this.openCalls) if (call.instance === instance) this.endCall(call, null, error)
  }

  /** Whether code belongs to an instance that crashed or exited: it would not run any more. */
  private isGone(execution: Execution): boolean {
    return instanceOf(execution).isDead
  }

  private crash({ attempt }: HandlerExecution, { kind, target, site }: Effect): void {
    const message = `the app crashed after ${kind} ${target}, as the schedule asks for`
    this.endInstance(attempt.instance, { name: 'Crash', message, site, stack: '' })
  }

  /** `context.setTimeout` of the attempt that runs, or `http.setTimeout` of a request. Throws where the contract refuses it. */
  setTimeLimit(execution: Execution, ms: number): void {
    if (execution.kind === 'handler') return this.deliveries.setTimeLimit(execution.attempt, ms)
    const limit = readAttemptTimeout(ms, MAX_CALL_LIMIT_MS)
    if ('error' in limit) throw new RangeError(limit.error)
    execution.limitMs = limit.timeoutMs
    this.watchCall(execution)
  }

  /** The platform's name for one run of a handler or request: another for each attempt, the same in equal runs. */
  requestIdOf(execution: Execution): string {
    const chance = createPrng(this.scenario.seed, `request:${executionKey(execution)}`)
    const digits = [1, 2, 3, 4].map(() => chance.nextUint32().toString(16).padStart(8, '0')).join('')
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  }

  /** The stream of chance of an execution, drawn from the seed and its stable key. */
  chanceOf(execution: Execution | null): Prng {
    const doing = execution === null ? this.loose : doingOf(execution)
    return (doing.prng ??= createPrng(this.scenario.seed, execution === null ? 'loose' : executionKey(execution)))
  }

  private readonly loose: { prng: Prng | null } = { prng: null }

  private late(execution: Execution, what: { effect: Effect } | { log: LogLine } | { error: TraceError }): void {
    if (execution.kind === 'call') {
      // A call's record stays open until the run ends; what fails behind its response is a line of its log.
      if ('error' in what) execution.doing.logs.push({ level: 'error', text: `After the end: ${what.error.name}: ${what.error.message}` })
      return
    }
    const { chain, number } = execution.attempt
    const at = this.deps.clock.now()
    this.recorder.lateEntry({ event: chain.event.index, delivery: chain.delivery, attempt: number, handler: execution.order, at, what })
  }

  private add(
    row: TraceEvent,
    bodyText: string,
    execution: Execution | null,
    kind: Pick<EventRun, 'group' | 'subject' | 'policy' | 'watch'>,
  ): void {
    const { budgets } = this.scenario
    const parent = execution?.kind === 'handler' ? execution.attempt.chain.event : null
    const hops = parent === null ? 0 : parent.hops + 1
    const ordinal = count(this.nameOrdinals, row.name)
    const index = this.recorder.event(row)
    const { group, subject, policy, watch } = kind
    const state = { openChains: 0, hasDropped: false, hasUnknown: false }
    const event: EventRun = { index, row, ordinal, hops, bodyText, group, subject, policy, watch, ...state }
    const site = row.site ?? (execution === null ? null : handlerSiteOf(execution))
    const by = execution === null ? '' : `, published by ${tellExecution(execution)}`
    if (hops > budgets.hops) {
      const text = `"${row.name}" is event ${hops.toLocaleString('en-US')} of one chain of publishes${by}: a cycle, or a very long chain.`
      this.stop('budget-hops', row.name, site, `${text} End it in the handler, or bound the run with --until.`)
    } else if (index + 1 > budgets.events) {
      const text = `More than ${budgets.events.toLocaleString('en-US')} events were published, the last is "${row.name}"${by}.`
      this.stop('budget-events', row.name, site, `${text} Bound the run with --until.`)
    } else this.deliveries.add(event)
  }

  /** Counts what an execution writes; true where it is more than the record takes, which ends the run. */
  private spendOutput(execution: Execution, size: number): boolean {
    const { output } = this.scenario.budgets
    const doing = doingOf(execution)
    doing.size += size
    if (doing.size + this.recorder.size <= output) return false
    const text = `More than ${output.toLocaleString('en-US')} characters of logs, bodies and effects came up, the last by ${tellExecution(execution)}.`
    this.stop(
      'budget-output',
      execution.kind === 'handler' ? execution.attempt.chain.event.row.name : execution.key,
      handlerSiteOf(execution),
      `${text} Let it log less, or bound the run with --until.`,
    )
    return true
  }

  private spendAttempt({ chain, runs }: Attempt): void {
    const { attempts } = this.scenario.budgets
    if (this.recorder.attemptCount <= attempts) return
    const { name } = chain.event.row
    const site = runs[0]?.handler.site ?? null
    const text = `More than ${attempts.toLocaleString('en-US')} attempts were made, the last of "${name}"${site === null ? '' : ` by its handler at ${site.file}:${site.line}`}.`
    this.stop('budget-attempts', name, site, `${text} Bound the run with --until.`)
  }

  private stop(reason: StopReason, event: string, site: Site | null, message: string): void {
    const stop: Stop = { reason, event, site, message }
    this.agenda.stop(stop)
  }

  private endCall(call: CallExecution, response: CallResult['response'], error: TraceError | null): void {
    if (call.isOver) return
    call.isOver = true
    this.openCalls.delete(call)
    const { key, startedAt } = call
    const { effects, logs } = call.doing
    this.recorder.call({ key, startedAt, endedAt: this.deps.clock.now(), response, error, effects, logs })
    call.onEnd(error)
  }

  private keyOf(execution: Execution | null, name: string): string {
    if (execution === null) return `${name}#${count(this.stepOrdinals, name)}`
    return `${executionKey(execution)}/${name}#${count((doingOf(execution).ordinals ??= new Map<string, number>()), name)}`
  }
}

function handlerSiteOf(execution: Execution): Site | null {
  return execution.kind === 'handler' ? execution.run.handler.site : null
}

/** About as many characters as its JSON has; bodies are what can be large. */
function sizeOf({ target, value }: Effect): number {
  return target.length + (value === undefined ? 0 : JSON.stringify(value).length)
}

function timeoutError(limitMs: number): TraceError {
  return { name: 'Timeout', message: `did not finish within ${limitMs.toLocaleString('en-US')} ms`, site: null, stack: '' }
}

function count(counts: Map<string, number>, name: string): number {
  const ordinal = (counts.get(name) ?? 0) + 1
  counts.set(name, ordinal)
  return ordinal
}
