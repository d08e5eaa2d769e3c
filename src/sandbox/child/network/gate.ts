import type { Denial } from '../denial'

/** What is asked before something leaves the simulated world. */
export interface Gate {
  readonly isAllowed: (host: string) => boolean
  /** Tells of a call that does not reach its target, and gives what it is to fail with. */
  readonly deny: (what: string, target: string) => Denial
  /** Has a denied call fail, when code of the app is to see it. */
  readonly failLater: (fail: () => unknown) => void
}
