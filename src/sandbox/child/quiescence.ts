import { createHook } from 'node:async_hooks'
import type { Next } from '../../simulator/agenda'
import { natives } from './natives'

/** Waits for all that runs by itself: microtasks, ticks, real I/O. */
export interface Quiescence {
  /** Calls `next`, once and later, when all has come to rest, and what that gives. One may wait at a time. */
  settle(next: Next): void
}

/** The async resource of a virtual timer: it waits for our clock, not for the world. */
export const VIRTUAL_TIMER = 'VirtualTimer'

/** Resources that end within one drain of microtasks and ticks, or are ours. All other work of Node is real. */
const passing = new Set(['PROMISE', 'Microtask', 'TickObject', 'Immediate', VIRTUAL_TIMER])

/**
 * What Node does between two immediates: drains microtasks and ticks, and reports rejections that nobody handles. The name is not
 * documented; where it is gone, each step takes a turn of the event loop.
 */
const drain = (process as unknown as { _tickCallback?: () => void })._tickCallback

/** Wall time after which the loop turns, in ms: messages and timers of ours wait no longer, but for a step that takes longer by itself. */
const TURN_MS = 5

/** Most steps of one turn of the event loop. */
const MAX_STEPS = 2 ** 16

/**
 * To come to rest, a step needs no more than that drain, as long as it begins no real work. So steps run in a loop of our own; a turn of the
 * event loop for each would take several times as long as the step. Every piece of real work (file, socket, thread pool,
 * `import()`) makes an async resource, which an async hook sees and tells to `onRealWork`, with its type. Then the loop runs until Node emits
 * `beforeExit`: the one signal that sees all real work end, crypto and zlib included. `onTurn` is called when the loop has turned.
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

  let waiting: Next | null = null
  /** A turn of ours is queued, or runs. */
  let isTurning = false
  let runsLoop = false
  /** Most steps of the next turn: one at first, and twice as many each time, so that what ran is known before something gets stuck for good. */
  let steps = 1

  const queueTurn = (): void => {
    isTurning = true
    natives.setImmediate(turn)
  }
  const turn = (): void => {
    const endsAt = natives.performanceNow() + TURN_MS
    onTurn()
    try {
      for (let left = steps; left > 0 && waiting !== null && !hasRealWork; left--) {
        const next = waiting
        waiting = null
        next()?.()
        drain?.()
        if (drain === undefined || natives.performanceNow() > endsAt) break
      }
      steps = Math.min(steps * 2, MAX_STEPS)
    } finally {
      // What a tick of the app throws passes through here, to those who handle what nobody caught.
      isTurning = false
      if (waiting !== null) {
        if (!hasRealWork) queueTurn()
        else {
          hasRealWork = false
          runsLoop = true
          steps = 1
        }
      }
    }
  }

  // The message channel must not hold the loop.
  process.channel?.unref()
  process.on('beforeExit', () => {
    if (!runsLoop) return
    runsLoop = false
    // All that was begun so far has ended.
    hasRealWork = false
    queueTurn()
  })
  return {
    settle(next) {
      waiting = next
      if (!isTurning && !runsLoop) queueTurn()
    },
  }
}
