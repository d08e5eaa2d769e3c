import { stripVTControlCharacters } from 'node:util'
import { exactPlace, placeBehind } from '../../../words/place'
import type { TraceError } from '../../../model/trace'
import type { Engine } from '../../../simulator/engine'
import type { Instance } from '../../../simulator/instances'
import { isGone, isLoad, isOver, tellExecution, type Execution } from '../../../simulator/execution'
import type { RunNotes } from '../runNotes'

/** Takes what nobody caught, or an exit. */
export type Fail = (outcome: 'threw' | 'rejected' | 'exited', error: TraceError, isDenied?: boolean) => void

/** Puts what nobody caught down to the code that runs: its attempt or call fails, or its instance ends. */
export function createFail(engine: Engine, notes: RunNotes, current: () => Execution | null): Fail {
  const late = new Set<string>()
  const denied = new WeakSet<Instance>()
  /** Says of an error that no attempt fails by it: once of a line, as what it says may differ each time. */
  const tellLate = (execution: Execution, error: TraceError): void => {
    const who = tellExecution(execution)
    const key = error.site === null ? who : exactPlace(error.site)
    if (late.has(key)) return
    late.add(key)
    const what = `Nobody caught ${error.name}: ${error.message}${placeBehind(error.site)}, behind the end of ${who}`
    notes.add(`${what}: no attempt fails by it here; it may end the instance, with all that runs in it.`)
  }
  return (outcome, error, isDenied = false) => {
    const execution = current()
    const uncaught = `Nobody caught ${error.name}: ${error.message}`
    if (execution === null) return notes.add(`${uncaught}, and no handler is known for it.`)
    if (isGone(execution)) return
    if (isLoad(execution)) {
      const what = `${uncaught}${placeBehind(error.site)}, which the app began as it loaded`
      execution.instance.hasFailedStart = true
      if (isDenied) denied.add(execution.instance)
      // On the platform the call is not denied: what the app did else is worth a run. Behind what nobody caught, Node would come to no more of it.
      if (isDenied || (outcome !== 'exited' && denied.has(execution.instance)))
        return notes.add(`${what}: what it would do behind the denied call is missing from this run.`)
      if (execution.isOver) notes.add(`${what}: that ends an instance, with all that it would have registered.`)
    } else if (outcome !== 'exited' && !isDenied) {
      if (isOver(execution)) tellLate(execution, error)
      else notes.add('An error that nobody caught is assumed to fail its attempt alone; it may end the instance, with all that runs in it.')
    }
    engine.fail(execution, isLoad(execution) && execution.isOver ? 'exited' : outcome, error, isDenied)
  }
}

/** Of them, in UTF-16 units. */
const MOST_WORDS = 300

/** What an app said before it gave up its start: mostly why. */
export function lastWords(execution: Execution | null): string {
  const said = isLoad(execution) ? execution.doing.logs.at(-1)?.text : undefined
  const text = stripVTControlCharacters(said ?? '').trim()
  return text === '' ? '' : ` behind the log "${text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text}"`
}
