import type { Contract } from '../../model/scenario'
import type { Recurrence } from '../../contract/recurrence'
import type { Json } from '../../model/json'
import type { EventSource } from '../../model/trace'
import type { Occurrence, Receipt } from '../../simulator/publishing'
import type { Attempt } from '../../simulator/execution'

/**
 * What the stand-ins for `@ampt/*` know of the run they stand in: a seam that the child fills with the engine, the
 * recorder and the source maps, and a test with plain objects.
 */
export interface World {
  readonly contract: Contract
  /** Values that `params` reads; `missingParam` is told of the others. */
  readonly params: Readonly<Record<string, string>>
  /** Virtual epoch ms. */
  now(): number
  /** Records what the calling code did to the world; the source position is taken from the stack. */
  effect(effect: { readonly kind: string; readonly target: string; readonly value?: Json; readonly denied?: boolean }): void
  /**
   * Runs `operation` as an item of the engine's queue, at this virtual instant but in turn with what else is due, and
   * settles like it. This is what lets attempts that overlap really interleave. What `operation` records with `effect` or
   * `changed` belongs to the caller of `complete`: to its attempt, and to the place of its call. One that `isRead` records nothing.
   */
  complete<T>(operation: () => T, isRead?: boolean): Promise<T>
  /** `events.publish` with its arguments as the app gave them. Rejects where the contract does. */
  publish(name: unknown, args: readonly unknown[]): Promise<unknown>
  /** Registers a handler. Its source position is taken from the stack. */
  register(registration: Registration): void
  /**
   * Brings something to its handlers: a change to listeners whose `matches` wants its `subject`, a run to its task. The calling code caused
   * it, or the attempt that is given. Null where nobody handles it.
   */
  occur(occurrence: Occurrence, cause?: Attempt): Pick<Receipt, 'id'> | null
  /** Does something again and again, in a run with a given end; one without says that it leaves `what` out. */
  recur(what: string, recurrence: Recurrence, run: () => void): void
  /** Does something at a virtual time (epoch ms), if the run is still open then. */
  whileOpen(atMs: number, run: () => void): void
  /** Whether the scenario opens and closes WebSockets; else every connection counts as open. */
  readonly drivesSockets: boolean
  /** Whether the code that runs loads the app, which may register more yet. */
  isLoading(): boolean
  /** The attempt or request whose code runs; null outside of them, such as while the app is loaded. */
  invocation(): Invocation | null
  /** Sets the limit of the running attempt or request, in ms from its start. Throws outside of them. */
  setTimeLimit(ms: number): void
  /** Says in the run's notes, once, that something is assumed or not simulated. */
  note(text: string): void
  /** Names a parameter that the app reads and nobody set, with the place of the call. */
  missingParam(key: string): void
}

export interface Registration {
  readonly source: EventSource
  /** Event name as the app wrote it, name of a task or schedule, or the specifier of a listener. */
  readonly name: string
  /** For listeners: whether they want what an occurrence has as its `subject`. */
  readonly matches?: (subject: never) => boolean
  /** In ms, as the app asked for; undefined without one. */
  readonly timeout: unknown
  readonly handler: (event: never, context: never) => unknown
}

/** One run of a handler or request, as `core` tells of it. */
export interface Invocation {
  /** Another for each attempt. */
  readonly requestId: string
  /** What the handler got; undefined in a request. */
  readonly event: unknown
}

/** What every handler is called with by the engine; stand-ins make of it what their source gives. */
export interface HandedEvent<Body = Json> {
  readonly id: string
  readonly name: string
  readonly body: Body
  readonly time: number
  readonly delay: number
  readonly attempt: number
}

export interface DataChange {
  readonly kind: 'created' | 'updated' | 'deleted'
  readonly key: string
  /** The item with its key, value, dates and labels; the one that went when it was deleted. */
  readonly item: Json
  /** The item before an update, else null. */
  readonly previous: Json
}

/** What a handler of `data.on` gets: a parsed copy for each. */
export interface DataEvent extends Pick<DataChange, 'item' | 'previous'> {
  readonly name: DataChange['kind']
}
