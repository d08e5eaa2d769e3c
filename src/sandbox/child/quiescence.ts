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

/** Wall time after which the event loop gets a turn even without real work, for messages and the watchdog, in ms. */
const TURN_EVERY_MS = 50

/**
 * Microtasks and ticks are drained by ticks of our own; that is all, and takes a microsecond, as long as no real work was begun. Every
 * piece of real work (file, socket, thread pool, `import()`) makes an async resource, which an async hook sees. Then, the loop runs until Node
 * emits `beforeExit`: the one signal that sees all work end, crypto and zlib included.
 */
export function createQuiescence(): Quiescence {
  let hasRealWork = true
  let ticks = 0
  createHook({
    init(_id, type) {
      if (type === 'TickObject') ticks++
      else if (!passing.has(type)) hasRealWork = true
    },
  }).enable()

  // The message channel must not hold the loop.
  process.channel?.unref()
  let resolveTurn: (() => void) | null = null
  process.on('beforeExit', () => {
    const resolve = resolveTurn
    resolveTurn = null
    resolve?.()
  })
  const hop = (): Promise<void> => new Promise((resolve) => natives.nextTick(resolve))
  const runLoop = (): Promise<void> =>
    new Promise((resolve) => {
      resolveTurn = resolve
      natives.setImmediate(() => undefined)
    })

  let lastTurnAt = natives.performanceNow()
  return {
    async settle() {
      // The app's own ticks, and what they set off, come before ours or are seen here.
      do {
        ticks = 0
        await hop()
      } while (ticks > 1)
      if (!hasRealWork && natives.performanceNow() - lastTurnAt < TURN_EVERY_MS) return
      await runLoop()
      hasRealWork = false
      lastTurnAt = natives.performanceNow()
    },
  }
}
