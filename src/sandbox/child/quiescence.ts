import { createHook } from 'node:async_hooks'
import { natives } from './natives'

/** Waits for all that runs by itself: microtasks, ticks, real I/O. */
export interface Quiescence {
  settle(): Promise<void>
}

/** The async resource of a virtual timer: it waits for our clock, not for the world. */
export const VIRTUAL_TIMER = 'VirtualTimer'

/** Resources that end within one drain of microtasks and ticks, or are ours. All other work of Node is real. */
const passing = new Set(['PROMISE', 'Microtask', 'TickObject', 'Immediate', VIRTUAL_TIMER])

/**
 * A turn of the event loop drains microtasks and ticks and reports rejections that nobody handles; that is all, and takes a microsecond or
 * two, as long as no real work was begun. Every piece of real work (file, socket, thread pool, `import()`) makes an async resource, which an
 * async hook sees, and is told to `onRealWork` by its type. Then the loop runs until Node emits `beforeExit`: the one signal that sees all real work end, crypto and zlib included.
 */
export function createQuiescence(onRealWork: (type: string) => void): Quiescence {
  let hasRealWork = true
  createHook({
    init(_id, type) {
      if (passing.has(type)) return
      hasRealWork = true
      onRealWork(type)
    },
  }).enable()

  // The message channel must not hold the loop.
  process.channel?.unref()
  let resolveEnd: (() => void) | null = null
  process.on('beforeExit', () => {
    const resolve = resolveEnd
    resolveEnd = null
    resolve?.()
  })
  const turn = (): Promise<void> => new Promise((resolve) => natives.setImmediate(resolve))
  const runLoop = (): Promise<void> =>
    new Promise((resolve) => {
      resolveEnd = resolve
      // One more turn, or the loop would not run at all.
      natives.setImmediate(() => undefined)
    })

  return {
    async settle() {
      await turn()
      while (hasRealWork) {
        hasRealWork = false
        await runLoop()
      }
    },
  }
}
