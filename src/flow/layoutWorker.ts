import { parentPort } from 'node:worker_threads'
import { layoutPiece } from './layoutPiece'
import type { FromLayoutWorker, ToLayoutWorker } from './layoutMessages'

// The worker thread: lays out one piece after the other. A thread of the host, not one of the page: the drawing that is exported needs
// the same places, the page's policy then allows no workers at all, and neither the page nor the editor's other extensions ever wait.

if (parentPort === null) throw new Error('layoutWorker.js runs in a worker thread; see layoutClient.')
const port = parentPort

port.on('message', (message: ToLayoutWorker) => port.postMessage(answer(message)))

function answer({ id, piece }: ToLayoutWorker): FromLayoutWorker {
  try {
    return { type: 'placed', id, places: layoutPiece(piece) }
  } catch (error) {
    return { type: 'failed', id, message: (error as Error).stack ?? String(error) }
  }
}
