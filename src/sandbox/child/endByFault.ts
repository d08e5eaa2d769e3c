import { FAULT_CODE } from '../../model/protocol'
import { natives } from './natives'

/** Ends the run where our own code failed, so that nobody takes what the app makes of that for its own doing. */
export function endByFault(error: unknown): never {
  natives.writeSync(2, error instanceof Error ? `${error.stack}\n` : `${String(error)}\n`)
  return natives.exit(FAULT_CODE)
}
