import { isDeepStrictEqual } from 'node:util'
import { performance } from 'node:perf_hooks'
import { parentPort } from 'node:worker_threads'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import { createFolderIndex, type FolderIndex, type FolderSettings } from './folderIndex'
import { graphDelta } from './graphDelta'
import type { FromGraphWorker, ToGraphWorker } from './graphMessages'

// The worker thread: keeps the index of each folder, so that the editor's thread never parses, and an edit reads only what hangs on it.

interface Kept {
  readonly settings: FolderSettings
  readonly index: FolderIndex
  /** The answer before. */
  graph: EventGraph | null
}

if (parentPort === null) throw new Error('graphWorker.js runs in a worker thread; see graphClient.')
const port = parentPort
const folders = new Map<string, Kept>()

port.on('message', (message: ToGraphWorker) => port.postMessage(answer(message)))

function answer({ id, folder, change, settings }: ToGraphWorker): FromGraphWorker {
  try {
    const kept = keptOf(folder, settings)
    const graph = kept.index.read(change)
    const delta = graphDelta(kept.graph, graph)
    const isWhole = kept.graph === null
    kept.graph = graph
    return { type: 'indexed', id, delta, isWhole }
  } catch (error) {
    folders.delete(folder)
    const { message, stack } = error as Error
    const isUserError = error instanceof UserError
    return { type: 'failed', id, message: isUserError ? message : (stack ?? message), isUserError }
  }
}

function keptOf(folder: string, settings: FolderSettings): Kept {
  const known = folders.get(folder)
  if (known !== undefined && isDeepStrictEqual(known.settings, settings)) return known
  const index = createFolderIndex(folder, {
    ...settings,
    now: () => performance.now(),
    today: () => performance.timeOrigin + performance.now(),
  })
  const made = { settings, index, graph: null }
  folders.set(folder, made)
  return made
}
