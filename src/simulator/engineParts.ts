import type { Scenario } from '../model/scenario'
import type { TraceError } from '../model/trace'
import type { Agenda, Settle } from './agenda'
import type { CallResult } from './calls'
import type { Clock } from './clock'
import type { Attribution } from './execution'
import type { Instance } from './instances'
import type { Recorder } from './recorder'

/** The world around the engine: what makes it run real handlers, or plain functions in a test. */
export interface EngineDeps {
  readonly clock: Clock
  /** Evaluates the app as an instance; rejects where it throws. */
  readonly load: (instance: Instance) => Promise<CallResult>
  readonly settle: Settle
  readonly attribution: Attribution
  readonly describeError: (error: unknown) => TraceError
  /** Whether a thrown value is, wraps or quotes the simulator's denial of a call. */
  readonly isDenial: (error: unknown) => boolean
  /** Takes a sentence about the run: an assumption, a warning. The same one may come many times. One that `isReason` may say why the app fails. */
  readonly note: (text: string, isReason?: boolean) => void
}

/** What all parts of an engine know. */
export interface EngineParts extends EngineDeps {
  readonly scenario: Scenario
  readonly agenda: Agenda
  readonly recorder: Recorder
}
