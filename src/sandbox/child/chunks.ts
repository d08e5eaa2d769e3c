import type { Recorder } from '../../simulator/recorder'
import { natives } from './natives'
import { send } from './outbox'

/** Wall time between two chunks while little happens, in ms: what a crash of the process can cost. */
const CHUNK_EVERY_MS = 100
/** The same where something happened that is no mere repetition. */
const NEWS_EVERY_MS = 20

interface ChunkOptions {
  readonly recorder: Recorder
  /** Has it send at each turn: a stuck thread that cannot be interrupted could not send what is left. */
  readonly isHardened: boolean
  /** Called around what may take long. */
  readonly beat: () => void
  readonly isToldToStop: () => boolean
  /** Called where the word to stop came, and the run did not settle since. */
  readonly onUnsettled: () => void
}

/** Sends the record while it is made. */
export class ChunkSender {
  private sentAt = natives.performanceNow()
  /** Whether a chunk is on its way: it must come whole, and once. */
  isSending = false
  private hasWaited = false
  private readonly timer: NodeJS.Timeout

  constructor(private readonly options: ChunkOptions) {
    // While the app waits for something real, nothing settles; a kill from outside must not cost what ran before, nor a word to stop what runs.
    this.timer = natives.setInterval(() => this.sendWaiting(), CHUNK_EVERY_MS).unref()
    natives.onProcess('exit', () => this.send())
  }

  /** Sends what came up since the last chunk. */
  readonly send = (isLast = false): void => {
    const { beat, recorder } = this.options
    this.isSending = true
    beat()
    try {
      send({ type: 'chunk', chunk: recorder.takeChunk(isLast) })
    } finally {
      this.isSending = false
    }
    beat()
    this.sentAt = natives.performanceNow()
  }

  /** Does so where it is time to, at `wallNow` of `performance.now`. */
  sendDue(wallNow: number): void {
    const { recorder, isHardened } = this.options
    const everyMs = recorder.hasNews ? NEWS_EVERY_MS : CHUNK_EVERY_MS
    if (recorder.isChunkDue || wallNow - this.sentAt > (isHardened ? 0 : everyMs)) this.send()
  }

  /** Sends no more by itself. */
  stop(): void {
    natives.clearInterval(this.timer)
  }

  private sendWaiting(): void {
    this.send()
    if (!this.options.isToldToStop()) return
    if (this.hasWaited) this.options.onUnsettled()
    this.hasWaited = true
  }
}
