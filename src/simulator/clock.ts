/** Virtual time, with the app's own timers in it. Times are virtual epoch ms. */
export interface Clock {
  now(): number
  /** When the earliest timer of the app is due; null without one. */
  nextTimerAt(): number | null
  /** Sets the clock forward without firing a timer. */
  advanceTo(time: number): void
  /** Whether the earliest timer may queue ticks, which Node runs before the microtasks of a timer. */
  mayNextTick(): boolean
  /** Whether the earliest timer is an immediate, which takes its turns among what else is due. */
  isImmediateNext(): boolean
  /** Fires the earliest timer, with the clock at its due time. */
  fireNext(): void
}
