import { performance } from 'node:perf_hooks'
import { parentPort } from 'node:worker_threads'
import { UserError } from '../model/userError'
import type { FromGraphWorker, ToGraphWorker } from './graphMessages'
import { indexWorkspace } from './indexWorkspace'

// The worker thread: indexes one folder after the other, so that the editor's thread never parses.

if (parentPort === null) throw new Error('graphWorker.js runs in a worker thread; see graphClient.')
const port = parentPort
let last = Promise.resolve()

port.on('message', (message: ToGraphWorker) => {
  last = last.then(async () => port.postMessage(await answer(message)))
})

async function answer({ id, folder, overlays }: ToGraphWorker): Promise<FromGraphWorker> {
  try {
    return {
      type: 'indexed',
      id,
      graph: await indexWorkspace(folder, { overlays, now: () => performance.now(), today: performance.timeOrigin + performance.now() }),
    }
  } catch (error) {
    const { message, stack } = error as Error
    const isUserError = error instanceof UserError
    return { type: 'failed', id, message: isUserError ? message : (stack ?? message), isUserError }
  }
}
