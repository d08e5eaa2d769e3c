import { Worker } from 'node:worker_threads'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import type { Change, FolderSettings } from './folderIndex'
import { applyDelta, type GraphDelta } from './graphDelta'
import type { FromGraphWorker, GraphWorkerData, ToGraphWorker } from './graphMessages'

export interface GraphClient {
  /**
   * Indexes a folder in the worker thread, which reads again what changed since the call before. Calls are answered in order. What is
   * as it was in the answer before is the same object. Rejects with a `UserError` when there is no such folder, with an `Error` when
   * the worker breaks.
   */
  index(folder: string, change?: Change, settings?: FolderSettings): Promise<EventGraph>
  /** Gives up what is kept of a folder, in memory alone. */
  forget(folder: string): void
  /** Ends the worker; what was asked and not answered rejects. */
  dispose(): Promise<void>
}

interface Pending {
  readonly folder: string
  readonly resolve: (graph: EventGraph) => void
  readonly reject: (error: Error) => void
}

/** Everything on disk, nothing unsaved. */
const everything: Change = { overlays: new Map(), files: null }

export interface GraphClientOptions {
  /** Absolute path of a folder of its own, where the worker keeps what it found from start to start. */
  readonly cacheFolder?: string | null
  /** Is told what does no harm to the answers. */
  readonly onWarning?: (message: string) => void
}

/** Talks to the bundled worker (`dist/graphWorker.js`). The worker starts with the first request, and again after it broke. */
export function createGraphClient(workerFile: string, { cacheFolder = null, onWarning }: GraphClientOptions = {}): GraphClient {
  const pending = new Map<number, Pending>()
  /** The last answer for each folder. */
  const graphs = new Map<string, EventGraph>()
  let worker: Worker | null = null
  let lastId = 0
  let isDisposed = false

  function start(): Worker {
    const started = new Worker(workerFile, {
      workerData: { cacheFolder } satisfies GraphWorkerData,
      // Of 18,000 files most of what is read lives for a moment: more room than this takes memory and saves no time.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    started.on('message', (message: FromGraphWorker) => {
      if (message.type === 'unsaved') return onWarning?.(`The index could not be kept in ${cacheFolder}: ${message.message}`)
      if (message.type === 'forgotten') return void graphs.delete(message.folder)
      const request = pending.get(message.id)
      if (worker !== started || request === undefined) return
      pending.delete(message.id)
      if (message.type === 'indexed') {
        const graph = applyDelta(message.isWhole ? null : graphs.get(request.folder)!, JSON.parse(message.delta) as GraphDelta)
        graphs.set(request.folder, graph)
        request.resolve(graph)
      } else if (message.isUserError) request.reject(new UserError(message.message))
      else request.reject(new Error(`The workspace could not be indexed: ${message.message}`))
    })
    started.on('error', (error) => stop(started, `The graph worker broke: ${error.message}`))
    started.on('exit', (code) => stop(started, `The graph worker ended with code ${code}.`))
    return started
  }

  function stop(ended: Worker, reason: string): void {
    if (worker !== ended) return
    worker = null
    graphs.clear()
    for (const { reject } of pending.values()) reject(new Error(reason))
    pending.clear()
  }

  return {
    index(folder, change = everything, settings = {}) {
      if (isDisposed) return Promise.reject(new Error('The graph client was disposed; create another.'))
      worker ??= start()
      const message: ToGraphWorker = { type: 'index', id: ++lastId, folder, change, settings }
      return new Promise((resolve, reject) => {
        pending.set(message.id, { folder, resolve, reject })
        worker?.postMessage(message)
      })
    },
    forget(folder) {
      worker?.postMessage({ type: 'forget', folder } satisfies ToGraphWorker)
    },
    async dispose() {
      isDisposed = true
      const ended = worker
      if (ended === null) return
      stop(ended, 'The graph client was disposed.')
      await ended.terminate()
    },
  }
}
