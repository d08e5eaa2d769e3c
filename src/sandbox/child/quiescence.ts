import { natives } from './natives'

/** Waits for all that runs by itself: microtasks, ticks, real I/O. */
export interface Quiescence {
  settle(): Promise<void>
}

/**
 * Node emits `beforeExit` when no request, handle or task keeps its loop alive: the one signal that sees all real work, crypto and
 * `import()` included. An immediate of our own gives the loop one more turn each time; the message channel must not hold it.
 */
export function createQuiescence(): Quiescence {
  process.channel?.unref()
  let resolveSettled: (() => void) | null = null
  process.on('beforeExit', () => {
    const resolve = resolveSettled
    resolveSettled = null
    resolve?.()
  })
  return {
    settle: () =>
      new Promise((resolve) => {
        resolveSettled = resolve
        natives.setImmediate(() => undefined)
      }),
  }
}
