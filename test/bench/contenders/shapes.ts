import { AsyncLocalStorage } from 'node:async_hooks'

export const RETRY_EVERY_MS = 6 * 60_000
/** Of one event in 14 days. */
export const ATTEMPTS = 3361
export const SLEEP_MS = 1000

/** What a handler does. All but the first fail, and are tried again; a fulfilled one comes again as often by itself. */
export type Shape = 'fulfil' | 'throw' | 'throw after await' | 'sleep then throw'

/** The source of the handler of a shape in an app that has `sleep`; see `createHandler`. */
export const shapes: Readonly<Record<Shape, string>> = {
  fulfil: `async () => {}`,
  throw: `() => { throw new Error('no') }`,
  'throw after await': `async () => { await Promise.resolve(); throw new Error('no') }`,
  'sleep then throw': `async () => { await sleep(${SLEEP_MS}); throw new Error('no') }`,
}

/** The same handlers for contenders that run no app; `sleep` waits in their virtual time. */
export function createHandler(shape: Shape, sleep: (ms: number) => Promise<void>): () => unknown {
  switch (shape) {
    case 'fulfil':
      return async () => {}
    case 'throw':
      return () => {
        throw new Error('no')
      }
    case 'throw after await':
      return async () => {
        await Promise.resolve()
        throw new Error('no')
      }
    case 'sleep then throw':
      return async () => {
        await sleep(SLEEP_MS)
        throw new Error('no')
      }
  }
}

/** When the first attempt of each event is due: what recurs comes for the first time when its period is over. */
export function firstDue(shape: Shape): number {
  return shape === 'fulfil' ? RETRY_EVERY_MS : 0
}

const attribution = new AsyncLocalStorage<{ readonly event: number; readonly attempt: number }>()

/** The five columns that all contenders record, and the way in which they all run a handler: attributed, and waited for if it is async. */
export function createRun(events: number, handler: () => unknown) {
  const attempts = events * ATTEMPTS
  const columns = {
    event: new Uint32Array(attempts),
    attempt: new Uint16Array(attempts),
    startedAt: new Float64Array(attempts),
    endedAt: new Float64Array(attempts),
    outcome: new Uint8Array(attempts),
  }
  let length = 0
  const add = (event: number, attempt: number, startedAt: number, endedAt: number, outcome: number): void => {
    columns.event[length] = event
    columns.attempt[length] = attempt
    columns.startedAt[length] = startedAt
    columns.endedAt[length] = endedAt
    columns.outcome[length] = outcome
    length++
  }
  return {
    attempt(event: number, attempt: number, now: () => number, onEnd: () => void): void {
      const startedAt = now()
      const end = (outcome: number): void => {
        add(event, attempt, startedAt, now(), outcome)
        if (attempt < ATTEMPTS) onEnd()
      }
      try {
        const result = attribution.run({ event, attempt }, handler)
        if (result instanceof Promise)
          result.then(
            () => end(0),
            () => end(1),
          )
        else end(0)
      } catch {
        end(1)
      }
    },
    result: (now: number): string => resultOf(length, now),
  }
}

/** What shows that contenders did the same work: the attempts made, and the virtual time at the end, in ms. */
export function resultOf(attempts: number, now: number): string {
  return `${attempts} attempts, ${(now / 86_400_000).toFixed(3)} d`
}
