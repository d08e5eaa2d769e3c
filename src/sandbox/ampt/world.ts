import type { Contract } from '../../model/scenario'
import type { Json } from '../../model/json'

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
   * `changed` belongs to the caller of `complete`: to its attempt, and to the place of its call.
   */
  complete<T>(operation: () => T): Promise<T>
  /** `events.publish` with its arguments as the app gave them. Rejects where the contract does. */
  publish(name: unknown, args: readonly unknown[]): Promise<unknown>
  /** Registers a handler. Its source position is taken from the stack. */
  register(registration: Registration): void
  /** An item of the data store changed: runs the data handlers whose `matches` says so, under the policy of `data.on`. */
  changed(change: DataChange): void
  /** Sets the limit of the running attempt, in ms from its start. Throws outside a handler. */
  setTimeLimit(ms: number): void
  /** Says in the run's notes, once, that something is assumed or not simulated. */
  note(text: string): void
  /** Names a parameter that the app reads and nobody set, with the place of the call. */
  missingParam(key: string): void
}

export interface Registration {
  readonly source: 'event' | 'data'
  /** Event name as the app wrote it, or the specifier of `data.on`. */
  readonly name: string
  /** For `data`: whether the handler wants this change. */
  readonly matches?: (change: DataChange) => boolean
  /** As the app asked for; undefined without one. */
  readonly timeoutMs: number | undefined
  /** For `data`, the event is a `DataEvent`. */
  readonly handler: (event: never, context: never) => unknown
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
