import { natives } from './natives'
import { send } from './outbox'

/** Ends the run where our own code failed, so that nobody takes what the app makes of that for its own doing. */
export function endByFault(error: unknown): never {
  send({ type: 'fault', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  return natives.exit(70)
}
