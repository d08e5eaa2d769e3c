import type { Scenario } from '../../model/scenario'
import type { Trace } from '../../model/trace'

/** One run of an app, as a door asks for it. */
export interface SimulateRequest {
  /** Absolute path of the workspace folder. */
  readonly folder: string
  /** Entry relative to the folder; null lets `findEntry` look. */
  readonly entry: string | null
  readonly scenario: Scenario
  /** Modules replaced by files of the workspace: specifier to path relative to the folder. */
  readonly stubs: Readonly<Record<string, string>>
  /** Node executable that runs the child; null is the running one. */
  readonly nodePath: string | null
  /** Called at most ten times a second. */
  readonly onProgress?: (progress: { readonly attempts: number; readonly virtualMs: number }) => void
  /** Ends the run; what ran so far is returned with `stopped.reason` `interrupted`. */
  readonly signal?: AbortSignal
}

/**
 * Bundles the app's entry, runs the scenario on it in a child process and returns the trace.
 * Rejects with `UserError` of kind `input` (no or several entries) or `load` (the app does not bundle or throws on import).
 * `dist` is the folder of the built child (`child.js`).
 */
export declare function simulate(request: SimulateRequest, dist: string): Promise<Trace>
