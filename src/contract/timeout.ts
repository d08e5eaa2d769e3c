/** Time of an attempt by default, in ms, and the least an `on` option can ask for (documentation, Events; SDK 1.0.20). */
export const DEFAULT_TIMEOUT_MS = 5_000
/** The most an attempt can have, in ms. */
export const MAX_TIMEOUT_MS = 60_000

/** The time that an attempt of an event has, in ms: the largest that its `on` calls ask for, between default and maximum. */
export function effectiveTimeout(asked: readonly (number | undefined)[]): number {
  return asked.reduce<number>((most, ms) => (ms !== undefined && ms > most ? Math.min(ms, MAX_TIMEOUT_MS) : most), DEFAULT_TIMEOUT_MS)
}
