import type { MissingParam } from './trace'
import { UserError } from './userError'

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
