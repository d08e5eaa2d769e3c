import type { Json } from '../../model/json'
import type { Trace } from '../../model/trace'
import type { AskedRun } from './terminalCommand'

/** What a run publishes, and in which folder: enough to run it again. */
export interface Simulation {
  /** URI of the workspace folder, as text. */
  readonly folder: string
  readonly event: string
  readonly body: Json
  /** Delay of the publish in ms; null publishes at once. */
  readonly afterMs: number | null
}

/** What a place in the editor offers to simulate, before the user said what body it has. */
export interface Offer {
  readonly event: string
  readonly afterMs: number | null
  /** A body to start from, worked out from the code. */
  readonly bodySample: Json
}

/** A finished run. */
export interface Run {
  readonly id: string
  readonly title: string
  readonly simulation: Simulation
  readonly asked: AskedRun
  readonly trace: Trace
}
