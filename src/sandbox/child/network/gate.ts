import type { Denial } from '../denial'

/** What is asked before something leaves the simulated world. */
export interface Gate {
  readonly isAllowed: (host: string) => boolean
  /** Tells of a call that does not reach its target, and gives what it is to fail with. */
  readonly deny: (what: string, target: string) => Denial
  /** How long code of the app waits for a denied connect to fail, in ms. */
  readonly denialMs: () => number
}
