import { createHook } from 'node:async_hooks'
import { natives } from './natives'

/** Waits for all that runs by itself: microtasks, ticks, real I/O. */
export interface Quiescence {
  /** Calls `next`, once and later, when all has come to rest. One may wait at a time. */
  settle(next: () => void): void
}

/** The async resource of a virtual timer: it waits for our clock, not for the world. */
export const VIRTUAL_TIMER = 'VirtualTimer'

/** Resources that end within one drain of microtasks and ticks, or are ours. All other work of Node is real. */
const passing = new Set(['PROMISE', 'Microtask', 'TickObject', 'Immediate', VIRTUAL_TIMER])

/** Most immediates of one turn of the event loop. When real work comes, those that are left are passed over in 0.1 ms. */
const MAX_BATCH = 1024

/** Wall time after which the loop turns, in ms: messages and timers of ours wait no longer, but for a step that takes longer by itself. */
const TURN_MS = 5

/**
 * Between two immediates of one turn of the event loop, Node drains microtasks and ticks and reports rejections that nobody handles: that
 * is all that a step needs to come to rest, as long as it begins no real work. So immediates are queued by the batch and each step takes
 * one; a turn of the loop for each step would take several times as long as the step. Every piece of real work (file, socket, thread pool,
 * `import()`) makes an async resource, which an async hook sees and tells to `onRealWork`, with its type. Then the loop runs until Node emits `beforeExit`: the one signal that sees
 * all real work end, crypto and zlib included. `onTurn` is called when the loop has turned.
 */
export function createQuiescence(onTurn: () => void, onRealWork: (type: string, resource: object) => void): Quiescence {
  let hasRealWork = true
  createHook({
    init(_id, type, _trigger, resource) {
      if (passing.has(type)) return
      hasRealWork = true
      onRealWork(type, resource)
    },
  }).enable()

  let waiting: (() => void) | null = null
  let batch = 1
  /** Immediates of the batch that are still to come. */
  let left = 0
  /** The rest of the batch is passed over. */
  let isSpent = false
  let turnEndsAt = 0
  let runsLoop = false

  const queueBatch = (): void => {
    left = batch
    isSpent = false
    for (let n = 0; n < batch; n++) natives.setImmediate(onImmediate)
  }
  const onImmediate = (): void => {
    if (left === batch) {
      turnEndsAt = natives.performanceNow() + TURN_MS
      onTurn()
    }
    if (waiting !== null && !isSpent && !hasRealWork) {
      const next = waiting
      waiting = null
      next()
      isSpent = natives.performanceNow() > turnEndsAt
    }
    if (--left > 0 || waiting === null) return
    if (hasRealWork) {
      batch = 1
      hasRealWork = false
      runsLoop = true
    } else {
      batch = isSpent ? Math.max(1, batch >> 1) : Math.min(batch * 2, MAX_BATCH)
      queueBatch()
    }
  }

  // The message channel must not hold the loop.
  process.channel?.unref()
  process.on('beforeExit', () => {
    if (!runsLoop) return
    runsLoop = false
    // All that was begun so far has ended.
    hasRealWork = false
    queueBatch()
  })
  return {
    settle(next) {
      waiting = next
      if (left === 0 && !runsLoop) queueBatch()
    },
  }
}
