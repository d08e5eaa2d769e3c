import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Attribution, Execution } from '../../simulator/execution'

/** Attribution by Node's own tracking of what runs on behalf of what. */
export function createAttribution(executions: AsyncLocalStorage<Execution | undefined>): Attribution {
  // `run` would do the same with a frame of its own below each handler, through which each error would be thrown.
  return { enter: (execution) => executions.enterWith(execution) }
}
