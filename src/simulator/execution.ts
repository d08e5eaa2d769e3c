import { placeAt } from '../words/place'
import type { Choice } from '../model/schedule'
import type { Call, Effect, HandlerOutcome, HandlerResult, LogLine, TraceError } from '../model/trace'
import type { Site } from '../model/site'
import type { Item } from './agenda'
import { attemptKey } from './eventKey'
import type { EventRun } from './eventRun'
import { TIMEOUT } from './failures'
import type { HandedBody } from './handedBody'
import type { Instance } from './instances'
import type { Openable } from './openList'
import type { Prng } from './prng'

/** A handler as the app registered it. */
export interface RegisteredHandler {
  readonly order: number
  readonly site: Site | null
  readonly run: (event: never, context: never) => unknown
}

/** Told of the attempts of an event while they come and go. */
export interface Watch {
  started(attempt: Attempt): void
  /** `isLast` is false where a retry follows. */
  ended(attempt: Attempt, isHandled: boolean, isLast: boolean): void
}

/** A delivery and its retries: in the agenda, what is due of them next. */
export interface Chain extends Item, Openable {
  readonly event: EventRun
  readonly delivery: number
  firstStartedAt: number | null
  /** What comes next: an attempt by its number, or the drop. Null while an attempt is under way. */
  next: number | 'drop' | null
  /** When it is to come, in virtual epoch ms; the agenda moves what is past to now. */
  nextAt: number
  /** Of the attempt that comes next. */
  choice: Choice
}

/** What a piece of the app's code belongs to: whatever it publishes, logs or does is put down here. */
export type Execution = HandlerRun | CallExecution

export interface Attribution {
  /** Makes all that the code from here on does, now and later, belong to `execution`; undefined ends that for what comes behind. */
  enter(execution: Execution | undefined): void
}

export interface Doing {
  readonly effects: Effect[]
  readonly logs: LogLine[]
  /** How often it did something to the world, behind its end too. */
  acts: number
  /** Characters of all that. */
  size: number
  /** Counts publishes by name, for keys; null before the first. */
  ordinals: Map<string, number> | null
  /** The stream of `Math.random` and its kin. */
  prng: Prng | null
}

/** One attempt of a chain while it runs. */
export interface Attempt extends Openable {
  /** Null before its handlers do something. */
  doing: Doing | null
  readonly chain: Chain
  readonly number: number
  readonly row: number
  readonly startedAt: number
  deadlineAt: number
  /** In ms, by its handlers. */
  readonly limitMs: number
  /** By the other contract. */
  readonly otherLimitMs: number
  readonly instance: Instance
  /** Effects until the instance crashes; Infinity where it does not. */
  effectsLeft: number
  runs: readonly HandlerRun[]
  /** Kept where several handlers get the body, for the note on one that changes it. */
  handed: HandedBody | null
  isOver: boolean
}

/** One handler's part of an attempt. */
export interface HandlerRun {
  readonly kind: 'handler'
  readonly attempt: Attempt
  readonly handler: RegisteredHandler
  outcome: HandlerOutcome
  error: TraceError | null
  /** Its error is, wraps or quotes the simulator's denial of a call. */
  isDenied: boolean
  /** It made a call that was denied, whatever it made of that. */
  wasDenied: boolean
  timers: number
}

/** Code of the app that runs outside of any event: loading, a request. */
export interface CallExecution {
  readonly doing: Doing
  readonly kind: 'call'
  readonly key: string
  readonly instance: Instance
  readonly startedAt: number
  /** The time that it has, in ms from its start. */
  limitMs: number
  isOver: boolean
  /** What it did after its end, such as a client that connects again and again, as JSON. */
  readonly later: Map<string, Effect | LogLine>
  /** Its record, once it is over. */
  record: (Omit<Call, 'error'> & { error: TraceError | null }) | null
  readonly onEnd: (error: TraceError | null) => void
}

/** Whether it is the loading of an instance, with what the app began then and nobody waits for. */
export function isLoad(execution: Execution | null): execution is CallExecution {
  return execution?.kind === 'call' && /^load(#|$)/.test(execution.key)
}

export function createHandlerRun(attempt: Attempt, handler: RegisteredHandler): HandlerRun {
  return { kind: 'handler', attempt, handler, outcome: 'running', error: null, isDenied: false, wasDenied: false, timers: 0 }
}

export function createDoing(): Doing {
  return { effects: [], logs: [], acts: 0, size: 0, ordinals: null, prng: null }
}

/** What waits for an execution: the attempt, shared by its handlers, or the call itself. */
export function askerOf(execution: Execution): Attempt | CallExecution {
  return execution.kind === 'handler' ? execution.attempt : execution
}

/** Where the code's own record is: the attempt's, or the call's. */
export function doingOf(execution: Execution): Doing {
  return execution.kind === 'handler' ? (execution.attempt.doing ??= createDoing()) : execution.doing
}

export function instanceOf(execution: Execution): Instance {
  return askerOf(execution).instance
}

/** Whether code belongs to an instance that crashed or exited: it would not run any more. */
export function isGone(execution: Execution): boolean {
  return instanceOf(execution).isDead
}

export function isOver(execution: Execution): boolean {
  return askerOf(execution).isOver
}

export function hasTimedOut(execution: Execution): boolean {
  return execution.kind === 'handler' ? execution.outcome === 'timeout' : execution.record?.error?.name === TIMEOUT
}

/** The stable key of an execution, as causes and choices name it. */
export function executionKey(execution: Execution): string {
  if (execution.kind === 'call') return execution.key
  const { chain, number } = execution.attempt
  return attemptKey(chain.event.key, chain.delivery, number)
}

/** Where the handler whose code runs was registered. */
export function handlerSiteOf(execution: Execution | null): Site | null {
  return execution?.kind === 'handler' ? execution.handler.site : null
}

/** Who does something, for people: `handler 1 of "order.placed" at src/x.ts:5`, or the key of a call. */
export function tellExecution(execution: Execution): string {
  if (execution.kind === 'call') return execution.key
  const { attempt, handler } = execution
  const { order, site } = handler
  return `handler ${order} of "${attempt.chain.event.name}"${placeAt(site)}`
}

export function resultOf({ handler, outcome, error }: HandlerRun): HandlerResult {
  return { order: handler.order, site: handler.site, outcome, error }
}
