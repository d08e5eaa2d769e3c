import { parentPort, workerData } from 'node:worker_threads'
import type { ScanWorkerData } from './scanApart'
import { scanFile } from './scanSource'
import { createSourceReader } from './sourceReader'

// The thread beside the graph worker: reads and scans files, while that loads TypeScript and parses those of them that call the SDK.

/** So many that the messages cost nothing, and so few that there is soon something to parse. */
const FILES_PER_MESSAGE = 200

const { root, files } = workerData as ScanWorkerData
const reader = createSourceReader(root, () => undefined)
for (let at = 0; at < files.length; at += FILES_PER_MESSAGE) {
  const scans = files.slice(at, at + FILES_PER_MESSAGE).map((file) => scanFile(reader, file))
  // As text they cross in a third of the time.
  parentPort!.postMessage(JSON.stringify(scans))
}
