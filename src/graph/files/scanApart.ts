import { Worker } from 'node:worker_threads'
import type { SourceScan } from './scanSource'

/** What the thread starts with: absolute path of the folder, and files by their path in it. */
export interface ScanWorkerData {
  readonly root: string
  readonly files: readonly string[]
}

/** Scans files, each as it is on disk, in another thread. `take` is called for each, in order, as they come. */
export type ScanApart = (data: ScanWorkerData, take: (file: string, scan: SourceScan) => void) => Promise<void>

/** `workerFile` is the bundled `dist/scanWorker.js`. */
export const createScanApart =
  (workerFile: string): ScanApart =>
  (data, take) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 4 } })
      let at = 0
      worker.on('message', (scans: string) => {
        try {
          for (const scan of JSON.parse(scans) as readonly SourceScan[]) take(data.files[at++]!, scan)
        } catch (error) {
          worker.emit('error', error)
          void worker.terminate()
        }
      })
      worker.on('error', reject)
      worker.on('exit', () => resolve())
    })
