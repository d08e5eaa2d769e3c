import type { Json } from './json'
import type { Contract } from './scenario'
import type { Schedule } from './schedule'
import type { Site } from './site'

/** The record of a run: rows for events, columns for attempts, shared details for what happened in them. */
export interface Trace {
  readonly header: TraceHeader
  readonly handlers: readonly TraceHandler[]
  readonly events: readonly TraceEvent[]
  /** The events and their attempts, counted. */
  readonly tallies: readonly EventTally[]
  readonly attempts: AttemptColumns
  /** What attempts did; attempts that did the same share one. Index 0 is the first detail. */
  readonly details: readonly AttemptDetail[]
  /** What outlived its attempt, in order. */
  readonly late: readonly LateEntry[]
  /** Executions that are no attempts: loading the app (`load`), requests. */
  readonly calls: readonly Call[]
  readonly end: TraceEnd
}

export interface TraceHeader {
  readonly version: 1
  readonly seed: number
  readonly contract: Contract
  /** Virtual time at which the app was loaded, in epoch ms. */
  readonly start: number
  /** The app's entry, relative to the workspace folder. */
  readonly entry: string
}

/** A registration that the app made while it ran. `order` counts from 1 among the handlers of its event. */
export interface TraceHandler {
  readonly source: EventSource
  /** Event name, name of the task or schedule, or what a listener listens to. */
  readonly event: string
  readonly order: number
  /** Effective limit in ms. */
  readonly timeoutMs: number
  readonly site: Site | null
}

export type EventState = 'scheduled' | 'retrying' | 'handled' | 'dropped' | 'ignored' | 'rejected' | 'unknown'

/**
 * What delivers: `events.publish`, a change in the data store or in a bucket, a run of a task, a tick of a schedule, a WebSocket. Each has
 * its own retry policy and time limits.
 */
export type EventSource = 'event' | 'data' | 'storage' | 'task' | 'schedule' | 'ws'

export interface TraceEvent {
  readonly source: EventSource
  readonly id: string
  /** Stable across runs and schedules: `name#n`, or `<cause key>@<delivery>.<attempt>/<name>#<n>`. */
  readonly key: string
  readonly name: string
  readonly body: Json
  /** When it was published, in virtual epoch ms. */
  readonly time: number
  /** In ms. */
  readonly delay: number
  readonly dueAt: number
  readonly cause: Cause | null
  /** The call of `publish`, or null when the scenario published it. */
  readonly site: Site | null
  state: EventState
  /** Virtual epoch ms, or null. */
  droppedAt: number | null
  /** Sentences about this event: contract differences met, why it is `rejected` or `unknown`. */
  notes: readonly string[]
}

/** What became of the events that source, name, place of publishing and state have in common. */
export interface EventTally extends Pick<TraceEvent, 'source' | 'name' | 'site' | 'state'> {
  readonly count: number
  /** Attempts after a failed one. */
  readonly retries: number
  /** Those that were ignored behind an attempt that failed, by index: nobody makes up for it. */
  readonly lost: readonly number[]
}

/** What published an event: an attempt's handler, or a call such as `POST /users#1`, or `load`. */
export type Cause =
  { readonly event: string; readonly delivery: number; readonly attempt: number; readonly handler: number } | { readonly call: string }

/** What columns are made of, from narrow to wide. */
export const columnTypes = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const

/** Numbers from 0, as wide as the largest of them asks for. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Parallel columns, one entry an attempt, in order of starting; only the first `length` entries count. */
export interface AttemptColumns {
  length: number
  /** Index into `events`. */
  event: Column
  /** From 1. */
  delivery: Column
  /** From 1. */
  attempt: Column
  /** Virtual ms from the start of the run to that of the attempt, which fits where an epoch would not; see `startedAt`. */
  atMs: Column
  durationMs: Column
  /** 0 handled, 1 failed, 2 was running when the run ended. */
  outcome: Column
  /** Index into `details`. */
  detail: Column
}

/** The columns, in the order of a digest. */
export const attemptColumnNames = ['event', 'delivery', 'attempt', 'atMs', 'durationMs', 'outcome', 'detail'] as const

export const HANDLED = 0
export const FAILED = 1
export const RUNNING = 2

export interface AttemptDetail extends Activity {
  readonly handlers: readonly HandlerResult[]
}

/** What some piece of the app's code did. */
export interface Activity {
  readonly effects: readonly Effect[]
  readonly logs: readonly LogLine[]
}

/** `running` stands only in an attempt that the end of the run cut off. */
export type HandlerOutcome =
  'handled' | 'threw' | 'rejected' | 'timeout' | 'not-started' | 'injected' | 'exited' | 'crashed' | 'stuck' | 'running'

export interface HandlerResult {
  readonly order: number
  readonly site: Site | null
  readonly outcome: HandlerOutcome
  readonly error: TraceError | null
}

/** A thrown value as text. `stack` is relative to the workspace and holds no frames of ours. */
export interface TraceError {
  readonly name: string
  readonly message: string
  readonly site: Site | null
  /** With those of what it follows from. */
  readonly stack: string
  /** What it follows from, by `cause` and the `errors` of an `AggregateError`, such as `Error: no (index.ts:3:9)`; left out where there is none. */
  readonly causes?: readonly string[]
}

/** Something that the app did to the world: `publish`, `data.set`, `storage.write`, `ws.send`, `fetch`, `net.connect`… */
export interface Effect {
  readonly kind: string
  /** Key, event name or URL. */
  readonly target: string
  readonly value?: Json
  readonly site: Site | null
  /** The simulator refused it (network). */
  readonly denied?: boolean
  /** How often, where more than once: what a call goes on to do after its end is told once. */
  times?: number
}

export interface LogLine {
  readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug'
  readonly text: string
  /** As that of an effect. */
  times?: number
}

/** An effect, log line or error of a handler after its attempt had ended. */
export interface LateEntry {
  readonly event: number
  readonly delivery: number
  readonly attempt: number
  readonly handler: number
  /** Virtual epoch ms. */
  readonly at: number
  readonly what: { readonly effect: Effect } | { readonly log: LogLine } | { readonly error: TraceError }
}

export interface CallResponse {
  readonly status: number
  /** By name in small letters; `set-cookie` is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string
}

export interface Call extends Activity {
  /** `load`, or `POST /users#1`. */
  readonly key: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly response: CallResponse | null
  readonly error: TraceError | null
}

export interface TraceEnd {
  /** Virtual epoch ms. */
  readonly at: number
  readonly stopped: Stop | null
  /** Why nothing was left to do, in words; null where something was. */
  readonly idle: string | null
  /** What the run would still have waited for, what is due first in front; at most the first 100. */
  readonly waiting: readonly Waiting[]
  /** The data store at the end. */
  readonly data: Readonly<Record<string, Json>>
  readonly notSimulated: readonly NotSimulated[]
  /** Sentences about the run: assumptions that it rests on, why it waits. */
  readonly notes: readonly string[]
  /** Parameters that the app read and nobody set; absent where there are none. */
  readonly missingParams?: readonly MissingParam[]
  /** The choices that were made; replays the run. */
  readonly schedule: Schedule
  /** Wall time of the run, in ms: the one part that a repetition does not repeat. */
  readonly wallMs: number
}

export interface MissingParam {
  readonly key: string
  /** Where it was read first. */
  readonly site: Site | null
}

/** Something that was open when a run ended. */
export interface Waiting {
  readonly kind: 'attempt' | 'call' | 'delivery'
  /** Name of the event, or key of the call. */
  readonly event: string
  /** Virtual epoch ms at which it would go on; null where only the app knows. */
  readonly dueAt: number | null
  /** The timer that is waited for, else the handler, or the publish. */
  readonly site: Site | null
  readonly message: string
}

export type StopReason =
  | 'budget-hops'
  | 'budget-events'
  | 'budget-attempts'
  | 'budget-output'
  | 'budget-wall'
  | 'stuck'
  | 'out-of-memory'
  | 'crashed'
  | 'fault'
  | 'exited'
  | 'interrupted'

/** Why a run ended before it was idle. */
export interface Stop {
  readonly reason: StopReason
  readonly event: string | null
  readonly site: Site | null
  /** What happened and what to do next. */
  readonly message: string
}

/** Something that reached past the simulated world, or tried to; `uncontrolled` is a call whose answer may be another in an equal run. */
export interface NotSimulated {
  readonly what: string
  readonly target: string
  readonly site: Site | null
  readonly how: 'denied' | 'stubbed' | 'allowed' | 'uncontrolled'
}
