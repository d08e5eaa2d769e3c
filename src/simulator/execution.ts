import type { RetryPolicy } from '../contract/retry'
import type { Cause, Effect, HandlerOutcome, HandlerResult, LogLine, TraceError, TraceEvent } from '../model/trace'
import type { Site } from '../model/site'
import type { HandedBody } from './handedBody'
import type { Instance } from './instances'
import type { Prng } from './prng'

/** A handler as the app registered it. */
export interface RegisteredHandler {
  readonly order: number
  readonly site: Site | null
  readonly run: (event: never, context: never) => unknown
}

/** An event on its way, with what the trace does not need. */
export interface EventRun {
  readonly index: number
  readonly row: TraceEvent
  readonly ordinal: number
  /** Publishes between the scenario and this event. */
  readonly hops: number
  /** JSON text of the body; each handler gets its own copy. */
  readonly bodyText: string
  /** Deliveries of one group run one after the other; null for no order. */
  readonly group: string | null
  /** What listeners are asked about; null where the name decides. */
  readonly subject: unknown
  readonly policy: RetryPolicy
  readonly watch: Watch | null
  openChains: number
  hasDropped: boolean
  hasUnknown: boolean
  /** A delivery met an instance without a handler. */
  hasMissed: boolean
}

/** Told of the attempts of an event while they come and go. */
export interface Watch {
  started(attempt: Attempt): void
  /** `isLast` is false where a retry follows. */
  ended(attempt: Attempt, isHandled: boolean, isLast: boolean): void
}

/** A delivery and its retries. */
export interface Chain {
  readonly event: EventRun
  readonly delivery: number
  firstStartedAt: number | null
  /** What comes next, at a virtual time: an attempt, or with null the drop. Null while an attempt is under way. */
  next: { readonly at: number; readonly attempt: number | null } | null
}

/** What a piece of the app's code belongs to: whatever it publishes, logs or does is put down here. */
export type Execution = HandlerExecution | CallExecution

/** Knows to which execution code belongs. */
export interface Attribution {
  /** Makes all that the code from here on does, now and later, belong to `execution`; gives what it belonged to, to be put back at its end. */
  enter(execution: Execution | undefined): Execution | undefined
}

export interface Doing {
  readonly effects: Effect[]
  readonly logs: LogLine[]
  /** Characters of all that. */
  size: number
  /** Counts publishes by name, for keys; null before the first. */
  ordinals: Map<string, number> | null
  /** The stream of `Math.random` and its kin. */
  prng: Prng | null
}

/** One attempt of a chain while it runs. */
export interface Attempt {
  /** Null before its handlers do something. */
  doing: Doing | null
  readonly chain: Chain
  readonly number: number
  readonly row: number
  readonly startedAt: number
  deadlineAt: number
  readonly instance: Instance
  /** Effects until the instance crashes; Infinity where it does not. */
  effectsLeft: number
  readonly runs: HandlerRun[]
  /** Kept where several handlers get the body, for the note on one that changes it. */
  handed: HandedBody | null
  isOver: boolean
}

export interface HandlerRun {
  readonly handler: RegisteredHandler
  outcome: HandlerOutcome
  error: TraceError | null
  /** Its error is, wraps or quotes the simulator's own refusal of a call. */
  isDenied: boolean
}

export interface HandlerExecution {
  readonly kind: 'handler'
  readonly attempt: Attempt
  /** Of the handler, from 1. */
  readonly order: number
  readonly run: HandlerRun
  /** Timers that it has set. */
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
  readonly onEnd: (error: TraceError | null) => void
}

export function createHandlerRun(handler: RegisteredHandler): HandlerRun {
  return { handler, outcome: 'running', error: null, isDenied: false }
}

export function createDoing(): Doing {
  return { effects: [], logs: [], size: 0, ordinals: null, prng: null }
}

/** Where the code's own record is: the attempt's, shared by its handlers, or the call's. */
export function doingOf(execution: Execution): Doing {
  return execution.kind === 'handler' ? (execution.attempt.doing ??= createDoing()) : execution.doing
}

export function instanceOf(execution: Execution): Instance {
  return execution.kind === 'handler' ? execution.attempt.instance : execution.instance
}

export function isOver(execution: Execution): boolean {
  return execution.kind === 'handler' ? execution.attempt.isOver : execution.isOver
}

/** The stable key of an execution, as causes and choices name it. */
export function executionKey(execution: Execution): string {
  if (execution.kind === 'call') return execution.key
  const { chain, number } = execution.attempt
  return `${chain.event.row.key}@${chain.delivery}.${number}`
}

export function causeOf(execution: Execution): Cause {
  if (execution.kind === 'call') return { call: execution.key }
  const { chain, number } = execution.attempt
  return { event: chain.event.row.key, delivery: chain.delivery, attempt: number, handler: execution.order }
}

/** Who does something, for people: `handler 1 of "order.placed" at src/x.ts:5`, or the key of a call. */
export function tellExecution(execution: Execution): string {
  if (execution.kind === 'call') return execution.key
  const { attempt, order, run } = execution
  const { site } = run.handler
  return `handler ${order} of "${attempt.chain.event.row.name}"${site === null ? '' : ` at ${site.file}:${site.line}`}`
}

export function resultOf({ handler, outcome, error }: HandlerRun): HandlerResult {
  return { order: handler.order, site: handler.site, outcome, error }
}
