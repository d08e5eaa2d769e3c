import { Worker } from 'node:worker_threads'
import { natives } from '../natives'
import type { Trouble, WatchdogData } from './watchdogWorker'

export type Watchdog = ReturnType<typeof startWatchdog>

/** Longest text of what the main thread is at, in bytes of UTF-8. */
const DOING_BYTES = 1024

/**
 * Watches the main thread from another one. When its event loop did not turn for `stuckMs` of the processor's time, or much longer, or the process took `memoryMb` more than
 * it has now, `onTrouble` is called on the main thread, on top of the code that runs: its stack names the place. It is called again a moment later,
 * unless it ended the process, up to a last try, which must. With `isHardened` Node refuses that: the watchdog tells what was noted, and ends the process.
 */
export function startWatchdog(options: {
  readonly workerFile: string
  readonly stuckMs: number
  readonly memoryMb: number
  readonly isHardened: boolean
  readonly onTrouble: (trouble: Trouble, isLastTry: boolean) => void
}) {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const { stuckMs, workerFile, onTrouble, memoryMb, isHardened } = options
  // A beat since says that it gave up control: what runs now is another code.
  const interrupt = (trouble: Trouble, isLastTry: boolean, beat: number): void => {
    if (trouble === 'memory' || Atomics.load(beats, 0) === beat) onTrouble(trouble, isLastTry)
  }
  Object.defineProperty(globalThis, '__amptEventsTrouble', { value: interrupt })
  const doing = isHardened ? new Uint8Array(new SharedArrayBuffer(DOING_BYTES)) : null
  const maxBytes = process.memoryUsage.rss() + memoryMb * 2 ** 20
  const workerData: WatchdogData = { beats, stuckMs, maxBytes, doing }
  const worker = new Worker(workerFile, { workerData, env: {} })
  worker.unref()
  // Beats come with the turns of the event loop: it turns while the app waits for real I/O, and not while it loops.
  const beat = (): void => void Atomics.add(beats, 0, 1)
  const heart = natives.setInterval(beat, stuckMs / 16).unref()
  const encoder = new TextEncoder()
  return {
    /** Says that the main thread gets on, though its event loop does not turn. */
    beat,
    stop: (): void => {
      natives.clearInterval(heart)
      void worker.terminate()
    },
    /** Takes down what the main thread is at, where it cannot be interrupted to say so. */
    note: doing && ((text: string): void => void doing.fill(0, encoder.encodeInto(text, doing).written)),
  }
}
