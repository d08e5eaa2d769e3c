import { setImmediate as nextTurn } from 'node:timers'
import { Worker } from 'node:worker_threads'
import type { ToGraphPage } from '../model/graphPageProtocol'
import type { DrawInput } from './drawPicture'
import type { DrawOrder, Exported, Found, FromFlowWorker, ToFlowWorker, Unnumbered } from './flowMessages'
import { runTraceOf, type RunTrace } from './markRun'
import type { Trace } from '../model/trace'

/** What is drawn. The graph and the trace are sent to the worker when they are other objects than the last time. */
export type DrawRequest = Omit<DrawInput, 'run'> & { readonly run: { readonly title: string; readonly trace: Trace } | null }

export interface FlowClient {
  /** Starts the worker before it is needed. */
  warm(): void
  /**
   * Draws in the worker thread, and tells the page what changed since the last time; a later call makes an earlier one pointless, which then
   * tells nothing. `isFresh` says that the page knows nothing yet, `reveal` names a node to show. An abort ends the worker, which can be
   * busy for long; the call then rejects with the signal's reason, and the page must be told afresh.
   */
  draw(
    request: DrawRequest,
    page: { readonly isFresh: boolean; readonly reveal: string | null; readonly tell: (message: Unnumbered<ToGraphPage>) => void },
    signal: AbortSignal,
  ): Promise<void>
  /** The same picture as text, whatever the page shows. */
  exportAs(as: 'svg' | 'mermaid', title: string, request: DrawRequest, signal: AbortSignal): Promise<Exported>
  /** What an id of the drawn picture stands for; null when there is no such. */
  find(of: 'node' | 'edge', what: string): Promise<Found | null>
  dispose(): Promise<void>
}

type Result = Extract<FromFlowWorker, { type: 'done' }>['result']
type Question = Extract<ToFlowWorker, { id: number }>
type Unasked<T> = T extends unknown ? Omit<T, 'id'> : never

interface Pending {
  readonly resolve: (result: Result) => void
  readonly reject: (error: Error) => void
  readonly tell: (message: Unnumbered<ToGraphPage>) => void
}

/** A worker, and what it knows. */
interface Running {
  readonly worker: Worker
  graph: DrawInput['graph']
  trace: Trace | null
}

/** Talks to the bundled worker (`dist/flowWorker.js`). The worker starts with the first request, and again after it ended. */
export function createFlowClient(workerFile: string): FlowClient {
  const pending = new Map<number, Pending>()
  let running: Running | null = null
  let lastId = 0

  function start(): Running {
    const worker = new Worker(workerFile)
    const started: Running = { worker, graph: null, trace: null }
    worker.on('message', (message: FromFlowWorker) => {
      const request = pending.get(message.id)
      if (message.type === 'page') {
        request?.tell(message.message)
        // In a turn of its own: what comes while messages are taken is taken in the same.
        nextTurn(() => post(started, { type: 'taken' }))
        return
      }
      pending.delete(message.id)
      if (message.type === 'done') request?.resolve(message.result)
      else request?.reject(new Error(message.message))
    })
    worker.on('error', (error) => void stop(started, new Error(`The worker that draws broke: ${error.message}`)))
    worker.on('exit', (code) => void stop(started, new Error(`The worker that draws ended with code ${code}.`)))
    worker.unref()
    return started
  }

  async function stop(ended: Running | null, reason: Error): Promise<void> {
    if (ended === null || running !== ended) return
    running = null
    for (const { reject } of pending.values()) reject(reason)
    pending.clear()
    await ended.worker.terminate()
  }

  function ask(question: Unasked<Question>, tell: Pending['tell'], signal: AbortSignal | null): Promise<Result> {
    const asked = (running ??= start())
    const id = ++lastId
    const abort = (): void => void stop(asked, signal?.reason as Error)
    signal?.addEventListener('abort', abort, { once: true })
    return new Promise<Result>((resolve, reject) => {
      pending.set(id, { resolve, reject, tell })
      post(asked, { ...question, id })
    }).finally(() => signal?.removeEventListener('abort', abort))
  }

  function post({ worker }: Running, message: ToFlowWorker): void {
    worker.postMessage(message)
  }

  /** Sends the graph and the run where the worker does not have them. */
  function orderOf({ graph, run, ...rest }: DrawRequest, isFresh: boolean, reveal: string | null): DrawOrder {
    running ??= start()
    if (running.graph !== graph) {
      running.graph = graph
      post(running, { type: 'graph', graph: graph && { events: graph.events, unresolved: graph.unresolved, taskRuns: graph.taskRuns } })
    }
    const trace = run?.trace ?? null
    if (running.trace !== trace) {
      running.trace = trace
      const slim: RunTrace | null = trace && runTraceOf(trace)
      post(running, { type: 'run', trace: slim })
    }
    return { ...rest, run: run?.title ?? null, isFresh, reveal }
  }

  return {
    warm: () => void (running ??= start()),
    draw: async (request, { isFresh, reveal, tell }, signal) => {
      signal.throwIfAborted()
      await ask({ type: 'draw', order: orderOf(request, isFresh, reveal) }, tell, signal)
    },
    exportAs: async (as, title, request, signal) => {
      signal.throwIfAborted()
      return (await ask({ type: 'export', as, title, order: orderOf(request, false, null) }, () => undefined, signal)) as Exported
    },
    find: async (of, what) => (await ask({ type: 'find', of, what }, () => undefined, null)) as Found | null,
    dispose: () => stop(running, new Error('The client of the worker that draws was disposed.')),
  }
}
