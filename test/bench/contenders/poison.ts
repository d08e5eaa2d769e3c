import { AsyncLocalStorage } from 'node:async_hooks'

export const RETRY_EVERY_MS = 6 * 60_000
export const ATTEMPTS = 3361

/** The handler that all contenders run. */
export const poison = async (): Promise<void> => {
  await Promise.resolve()
  throw new Error('no')
}

/** The five columns that all contenders record. */
export function createColumns(attempts: number) {
  const columns = {
    event: new Uint32Array(attempts),
    attempt: new Uint16Array(attempts),
    startedAt: new Float64Array(attempts),
    endedAt: new Float64Array(attempts),
    outcome: new Uint8Array(attempts),
  }
  let length = 0
  return {
    add(event: number, attempt: number, startedAt: number, endedAt: number, outcome: number): void {
      columns.event[length] = event
      columns.attempt[length] = attempt
      columns.startedAt[length] = startedAt
      columns.endedAt[length] = endedAt
      columns.outcome[length] = outcome
      length++
    },
    get length(): number {
      return length
    },
  }
}

export const attribution = new AsyncLocalStorage<{ readonly event: number; readonly attempt: number }>()
