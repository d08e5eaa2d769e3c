import { Worker } from 'node:worker_threads'
import type { FromLayoutWorker, PiecePlaces, PieceSizes, ToLayoutWorker } from './layoutMessages'

export interface LayoutClient {
  /**
   * Lays out one piece in the worker thread. A piece that was laid out lately is answered from memory, so that what did not change stays
   * where it is. An abort ends the worker, which can be busy for long; the call then rejects with the signal's reason.
   */
  place(piece: PieceSizes, signal: AbortSignal): Promise<PiecePlaces>
  dispose(): Promise<void>
}

interface Pending {
  readonly resolve: (places: PiecePlaces) => void
  readonly reject: (error: Error) => void
}

/** Layouts that are remembered. */
const MOST_KEPT = 1_000

/** Talks to the bundled worker (`dist/layoutWorker.js`). The worker starts with the first request, and again after it ended. */
export function createLayoutClient(workerFile: string): LayoutClient {
  const pending = new Map<number, Pending>()
  const kept = new Map<string, PiecePlaces>()
  let worker: Worker | null = null
  let lastId = 0

  function start(): Worker {
    const started = new Worker(workerFile)
    started.on('message', (message: FromLayoutWorker) => {
      const request = pending.get(message.id)
      pending.delete(message.id)
      if (message.type === 'placed') request?.resolve(message.places)
      else request?.reject(new Error(`The graph could not be laid out: ${message.message}`))
    })
    started.on('error', (error) => void stop(started, new Error(`The layout worker broke: ${error.message}`)))
    started.on('exit', (code) => void stop(started, new Error(`The layout worker ended with code ${code}.`)))
    started.unref()
    return started
  }

  async function stop(ended: Worker | null, reason: Error): Promise<void> {
    if (ended === null || worker !== ended) return
    worker = null
    for (const { reject } of pending.values()) reject(reason)
    pending.clear()
    await ended.terminate()
  }

  function ask(piece: PieceSizes, signal: AbortSignal): Promise<PiecePlaces> {
    const asked = (worker ??= start())
    const message: ToLayoutWorker = { id: ++lastId, piece }
    const abort = (): void => void stop(asked, signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    return new Promise<PiecePlaces>((resolve, reject) => {
      pending.set(message.id, { resolve, reject })
      asked.postMessage(message)
    }).finally(() => signal.removeEventListener('abort', abort))
  }

  return {
    async place(piece, signal) {
      signal.throwIfAborted()
      const key = JSON.stringify(piece)
      const places = kept.get(key) ?? (await ask(piece, signal))
      kept.delete(key)
      kept.set(key, places)
      for (const old of kept.keys()) {
        if (kept.size <= MOST_KEPT) break
        kept.delete(old)
      }
      return places
    },
    dispose: () => stop(worker, new Error('The layout client was disposed.')),
  }
}
