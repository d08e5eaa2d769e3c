import type { MissingParam } from './trace'

/** The part of the work that cannot go on: a wrong call or input (exit code 2), or workspace code that does not load (3). */
export type UserErrorKind = 'input' | 'load'

/**
 * An error whose reader is the user: one line that says what happened, where, and what to do next.
 * Anything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  constructor(
    message: string,
    readonly kind: UserErrorKind = 'input',
  ) {
    super(message)
    this.name = 'UserError'
  }
}

/** The app threw while it was loaded. */
export class LoadError extends UserError {
  constructor(
    message: string,
    /** Parameters that it read until then and nobody set: often the cause. */
    readonly missingParams: readonly MissingParam[],
  ) {
    super(message, 'load')
  }
}
