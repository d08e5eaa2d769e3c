import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers'
import { isDeepStrictEqual } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import { createFolderIndex, type FolderIndex, type FolderSettings } from './folderIndex'
import { graphDelta, graphJson } from './graphDelta'
import type { FromGraphWorker, GraphWorkerData, IndexRequest, ToGraphWorker } from './graphMessages'
import { createIndexCache, type IndexCache } from './indexCache'
import { createScanApart } from './files/scanApart'
import { stampOf } from './files/sourceStamp'

// The worker thread: keeps the index of each folder, so that the editor's thread never parses, and an edit reads only what hangs on it.

interface Kept {
  readonly settings: FolderSettings
  readonly index: FolderIndex
  readonly cache: IndexCache | null
  /** The answer before. */
  graph: EventGraph | null
}

/** Between the last answer and keeping what was found on disk, in ms. */
const SAVE_PAUSE_MS = 5000

if (parentPort === null) throw new Error('graphWorker.js runs in a worker thread; see graphClient.')
const port = parentPort
const { cacheFolder } = workerData as GraphWorkerData
/** Of this build. */
const version = [__filename, join(__dirname, 'analyser.js')].map(stampOf).join(' ')
const scanApart = createScanApart(join(__dirname, 'scanWorker.js'))
const folders = new Map<string, Kept>()
const today = (): number => performance.timeOrigin + performance.now()
let pause: NodeJS.Timeout | null = null

/** Answers are given in order. */
let last: Promise<void> = Promise.resolve()

port.on('message', (message: ToGraphWorker) => {
  last = last.then(async () => {
    port.postMessage(message.type === 'index' ? await answer(message) : forget(message.folder))
    if (pause !== null) clearTimeout(pause)
    if (cacheFolder !== null) pause = setTimeout(save, SAVE_PAUSE_MS).unref()
  })
})

async function answer({ id, folder, change, settings }: IndexRequest): Promise<FromGraphWorker> {
  for (let isRetry = false; ; isRetry = true) {
    const kept = keptOf(folder, settings)
    try {
      await kept.index.readAhead()
      const graph = kept.index.read(change)
      const isWhole = kept.graph === null
      const lists = isWhole ? kept.index.keptLists() : null
      const delta = lists === null ? JSON.stringify(graphDelta(kept.graph, graph)) : graphJson(graph, lists)
      kept.graph = graph
      return { type: 'indexed', id, delta, isWhole }
    } catch (error) {
      folders.delete(folder)
      const { message, stack } = error as Error
      if (error instanceof UserError) return { type: 'failed', id, message, isUserError: true }
      // What was kept on disk may be broken in a way that no check sees.
      if (isRetry || kept.cache === null) return { type: 'failed', id, message: stack ?? message, isUserError: false }
      kept.cache.forget()
    }
  }
}

function keptOf(folder: string, settings: FolderSettings): Kept {
  const known = folders.get(folder)
  if (known !== undefined && isDeepStrictEqual(known.settings, settings)) return known
  const cache = cacheFolder === null ? null : createIndexCache(cacheFolder, version, folder, settings)
  const index = createFolderIndex(folder, {
    ...settings,
    now: () => performance.now(),
    today,
    scanApart,
    ...(cache !== null && { cache }),
  })
  const made = { settings, index, cache, graph: null }
  folders.set(folder, made)
  return made
}

function forget(folder: string): FromGraphWorker {
  save()
  folders.delete(folder)
  return { type: 'forgotten', folder }
}

function save(): void {
  try {
    for (const { index } of folders.values()) index.save()
  } catch (error) {
    // The next start takes longer, and nothing else is lost.
    port.postMessage({ type: 'unsaved', message: (error as Error).message } satisfies FromGraphWorker)
  }
}
