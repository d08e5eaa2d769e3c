import { Worker } from 'node:worker_threads'
import { natives } from './natives'
import type { WatchdogData } from './watchdogWorker'

export interface Watchdog {
  stop(): void
}

/**
 * Watches the main thread from another one. When its event loop did not turn for `stuckMs` of wall time, `onStuck` is called on
 * the main thread, on top of the code that does not give up control: its stack names the place. It is called again a moment later, unless it
 * ended the process, up to a last try, which must.
 */
export function startWatchdog(options: {
  readonly workerFile: string
  readonly stuckMs: number
  readonly onStuck: (isLastTry: boolean) => void
}): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const { stuckMs, workerFile, onStuck } = options
  Object.defineProperty(globalThis, '__amptEventsStuck', { value: onStuck })
  const workerData: WatchdogData = { beats, stuckMs }
  const worker = new Worker(workerFile, { workerData, env: {} })
  worker.unref()
  // Beats come with the turns of the event loop: it turns while the app waits for real I/O, and not while it loops.
  const heart = natives.setInterval(() => void Atomics.add(beats, 0, 1), stuckMs / 16).unref()
  return {
    stop: () => {
      natives.clearInterval(heart)
      void worker.terminate()
    },
  }
}
