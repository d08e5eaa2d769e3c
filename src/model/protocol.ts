import type { Scenario } from './scenario'
import type { Site } from './site'
import type {
  AttemptColumns,
  AttemptDetail,
  Call,
  Column,
  EventSource,
  EventState,
  LateEntry,
  MissingParam,
  TraceEnd,
  TraceError,
  TraceHandler,
} from './trace'

/** Client to child, over the message channel of `fork`. */
export type ToChild = { readonly type: 'run'; readonly job: Job } | { readonly type: 'stop' }

/** What the child needs to run an app once. */
export interface Job {
  /** Absolute path of the workspace folder: the child's working directory. */
  readonly folder: string
  /** Relative to `folder`. */
  readonly entry: string
  /** The bundled app: the body of an async function, see `sandbox/client/bundle.ts`. */
  readonly code: string
  /** Its source map, as JSON. */
  readonly sourceMap: string
  /** Modules that stubs of the scenario replace and no import of the app means. */
  readonly unmetStubs: readonly string[]
  /** What the app asks for and does not get, in sentences. */
  readonly notes: readonly string[]
  readonly scenario: Scenario
  /** Absolute path of an empty folder that takes what the app writes to files. */
  readonly scratch: string
}

/** A source file that the app asks for by a name that only a run can tell, such as `require(path.join(folder, name))`. */
export interface LateFile {
  readonly how: 'import' | 'require'
  /** Absolute. */
  readonly path: string
}

/** How a bundle names a file that is asked for late. */
export function lateKey({ how, path }: LateFile): string {
  return `${how} ${path}`
}

/** Child to client: frames on file descriptor `TRACE_FD`, each a big-endian length (4 bytes) and a `v8.serialize`d value. */
export type FromChild =
  | {
      readonly type: 'loadFailed'
      readonly error: TraceError
      readonly notes: readonly string[]
      readonly missingParams: readonly MissingParam[]
    }
  /** In place of an end: files that the bundle lacks, without which the run says nothing. */
  | { readonly type: 'outside'; readonly files: readonly LateFile[] }
  | { readonly type: 'chunk'; readonly chunk: TraceChunk }
  | { readonly type: 'end'; readonly end: TraceEnd }
  /** The watchdog's word where it cannot ask the main thread: the process ends. */
  | { readonly type: 'trouble'; readonly trouble: 'stuck' | 'memory'; readonly doing: string }

export const TRACE_FD = 4

/** What the child exits with where our own code failed, its stack written to stderr. */
export const FAULT_CODE = 70

/** What was appended to the trace since the last chunk. A column of zeros is empty. */
export interface TraceChunk {
  readonly handlers: readonly TraceHandler[]
  /** Those that came, behind the kinds of earlier chunks. */
  readonly kinds: readonly EventKind[]
  readonly events: EventColumns
  /** Events, of this chunk too, that changed. */
  readonly changes: readonly EventChange[]
  readonly attempts: AttemptColumns
  readonly details: readonly AttemptDetail[]
  readonly late: readonly LateEntry[]
  /** All that ended so far, where one did since the last chunk; else null. What a call does after its end still belongs to it, and comes later. */
  readonly calls: readonly Call[] | null
}

/** What events that follow one another under one name mostly have in common. */
export interface EventKind {
  readonly source: EventSource
  readonly name: string
  /** JSON. */
  readonly bodyText: string
  /** In ms. */
  readonly delay: number
  /** From publishing to the first delivery, in ms. */
  readonly wait: number
  /** Key of the call that published it; null where it was a handler or the scenario. */
  readonly call: string | null
  /** Order of the handler that published it; 0 where it was none. */
  readonly handler: number
  readonly site: Site | null
  readonly notes: readonly string[]
}

/** Parallel columns, one entry an event, in order of publishing; only the first `length` entries count. */
export interface EventColumns {
  length: number
  /** Index into all kinds. */
  kind: Column
  /** Counts the events of its name among those of its cause, from 1. */
  ordinal: Column
  /** Virtual ms since the start of the run. */
  atMs: Column
  /** Index and 1 of the event whose handler published it; 0 where none did. */
  causeEvent: Column
  causeDelivery: Column
  causeAttempt: Column
  /** Index into `eventStates`. */
  state: Column
}

export const eventColumnNames = ['kind', 'ordinal', 'atMs', 'causeEvent', 'causeDelivery', 'causeAttempt', 'state'] as const

export const eventStates: readonly EventState[] = ['scheduled', 'retrying', 'handled', 'dropped', 'ignored', 'rejected', 'unknown']

export interface EventChange {
  readonly event: number
  readonly state: EventState
  readonly droppedAt: number | null
  readonly notes: readonly string[]
}
