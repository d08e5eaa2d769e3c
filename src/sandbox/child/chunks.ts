import type { Recorder } from '../../simulator/recorder'
import { natives } from './natives'
import { send } from './outbox'

/** Wall time between two chunks while little happens, in ms: what a crash of the process can cost. */
const CHUNK_EVERY_MS = 100
/** The same where something happened that is no mere repetition. */
const NEWS_EVERY_MS = 20

/** Sends the record while it is made. */
export interface ChunkSender {
  /** Sends what came up since the last chunk. */
  readonly send: (isLast?: boolean) => void
  /** Does so where it is time to, at `wallNow` of `performance.now`. */
  sendDue(wallNow: number): void
  /** Whether a chunk is on its way: it must come whole, and once. */
  isSending(): boolean
  /** Sends no more by itself. */
  stop(): void
}

/**
 * Sends a record by and by, with a `beat` around what may take long. With `isHardened` it does so at each turn: a stuck thread that cannot be
 * interrupted could not send what is left. `onUnsettled` is called where the word to stop came, and the run did not settle since.
 */
export function createChunkSender(options: {
  readonly recorder: Recorder
  readonly isHardened: boolean
  readonly beat: () => void
  readonly isToldToStop: () => boolean
  readonly onUnsettled: () => void
}): ChunkSender {
  const { recorder, isHardened, beat, isToldToStop, onUnsettled } = options
  let sentAt = natives.performanceNow()
  let isSending = false
  const sendChunk = (isLast = false): void => {
    isSending = true
    beat()
    try {
      send({ type: 'chunk', chunk: recorder.takeChunk(isLast) })
    } finally {
      isSending = false
    }
    beat()
    sentAt = natives.performanceNow()
  }
  const everyMs = (): number => (isHardened ? 0 : recorder.hasNews ? NEWS_EVERY_MS : CHUNK_EVERY_MS)
  let hasWaited = false
  // While the app waits for something real, nothing settles; a kill from outside must not cost what ran before, nor a word to stop what runs.
  const timer = natives
    .setInterval(() => {
      sendChunk()
      if (!isToldToStop()) return
      if (hasWaited) onUnsettled()
      hasWaited = true
    }, CHUNK_EVERY_MS)
    .unref()
  natives.onProcess('exit', () => sendChunk())
  return {
    send: sendChunk,
    sendDue: (wallNow) => {
      if (recorder.isChunkDue || wallNow - sentAt > everyMs()) sendChunk()
    },
    isSending: () => isSending,
    stop: () => natives.clearInterval(timer),
  }
}
