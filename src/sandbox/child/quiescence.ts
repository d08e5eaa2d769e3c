import type { Call, Next, Settle } from '../../simulator/agenda'
import type { WorkAttribution } from './attribution'
import { natives } from './natives'

/** The async resource of a virtual timer: it waits for our clock, not for the world. */
export const VIRTUAL_TIMER = 'VirtualTimer'

/** Resources that end within one drain of microtasks and ticks, or are ours. All other work of Node is real. */
const passing = new Set(['PROMISE', 'Microtask', 'TickObject', 'Immediate', VIRTUAL_TIMER])

/**
 * What Node does between two immediates: drains ticks, and reports rejections that nobody handles. The name is not documented; where it is gone,
 * each step takes a turn of the event loop.
 */
const drain = (process as unknown as { _tickCallback?: () => void })._tickCallback

/** Wall time after which the loop turns, in ms: messages and timers of ours wait no longer, but for a step that takes longer by itself. */
const TURN_MS = 5

/** Most steps of one turn of the event loop. */
const MAX_STEPS = drain === undefined ? 1 : 2 ** 16

/**
 * Gives what waits for all that runs by itself: microtasks, ticks, real I/O. One may wait at a time.
 *
 * A step is at rest when its microtasks, ticks and rejections are done, as long as it begins no real work. A turn of the event loop for each would
 * take several times as long as the step. So steps run in a chain of microtasks, where Node has no frame below them: each frame below one costs
 * each error that it makes up to a microsecond. A hop of the chain that finds that nothing ran since the last one is at the end of the queue.
 *
 * Every piece of real work (file, socket, thread pool, `import()`) makes an async resource, which an async hook sees and tells to `onRealWork`,
 * with its type. Then the loop runs until Node emits `beforeExit`: the one signal that sees all real work end, crypto and zlib included. `onTurn` is
 * called when the loop has turned.
 */
export function createQuiescence(
  attribution: WorkAttribution,
  onTurn: () => void,
  onRealWork: (type: string, resource: object) => void,
): Settle {
  let hasRealWork = true
  let hasTick = false
  /** Counts what runs by itself, each microtask among it. */
  let ran = 0
  attribution.follow(
    (type, resource) => {
      if (type === 'TickObject') hasTick = true
      if (passing.has(type)) return
      hasRealWork = true
      onRealWork(type, resource)
    },
    () => void ran++,
  )
  // Whoever listens to it may begin more.
  natives.onProcess('unhandledRejection', () => void ran++)

  let waiting: Next | null = null
  /** A turn of ours is queued, or its chain goes on. */
  let isTurning = false
  let runsLoop = false
  /** Most steps of the next turn: one at first, and twice as many each time, so that what ran is known before something gets stuck for good. */
  let steps = 1
  let left = 0
  let endsAt = 0

  /** What `ran` comes to at the next hop if nothing else runs before it. */
  let ranAtHop = 0
  /** Resolves the promise of the chain, which is never done: with something that has a `then`, which is called in a microtask and makes no promise. */
  let resolve: (hop: object) => void
  const queueHop = (): void => {
    ranAtHop = ran + 1
    resolve(hop)
  }
  const hop = {
    then(resolveNext: typeof resolve): void {
      resolve = resolveNext
      if (ran !== ranAtHop) return queueHop()
      if (hasTick) {
        // Node runs ticks when the microtasks are done, and this one behind those that wait.
        natives.nextTick(queueHop)
        hasTick = false
        return
      }
      drain?.()
      if (ran !== ranAtHop || hasTick) return queueHop()
      step()
    },
  }
  void new Promise((resolveFirst) => (resolve = resolveFirst))

  const queueTurn = (): void => {
    isTurning = true
    natives.setImmediate(turn)
  }
  const turn = (): void => {
    onTurn()
    endsAt = natives.performanceNow() + TURN_MS
    left = steps
    steps = Math.min(steps * 2, MAX_STEPS)
    queueHop()
  }
  const runTask = (call: Call): void => {
    call.run()
    queueHop()
  }
  const step = (): void => {
    isTurning = false
    if (waiting === null) return
    if (hasRealWork) {
      hasRealWork = false
      runsLoop = true
      steps = 1
      return
    }
    if (left === 0 || natives.performanceNow() > endsAt) return queueTurn()
    isTurning = true
    left--
    const next = waiting
    waiting = null
    const call = next()
    if (call?.isTask === true) {
      // From within a tick, Node runs those that it queues before microtasks.
      natives.nextTick(runTask, call)
      hasTick = false
      return
    }
    call?.run()
    queueHop()
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
  return (next) => {
    waiting = next
    if (!isTurning && !runsLoop) queueTurn()
  }
}
