import type { Change, FolderSettings } from './folderIndex'

/** What the worker starts with. */
export interface GraphWorkerData {
  /** Absolute path of a folder of its own, where it keeps what it found from start to start; null where it is not to keep anything. */
  readonly cacheFolder: string | null
}

/** Client to worker. */
export type ToGraphWorker =
  | IndexRequest
  /** The folder is not asked for any more. */
  | { readonly type: 'forget'; readonly folder: string }

export interface IndexRequest {
  readonly type: 'index'
  /** Numbers the requests; the reply carries the same. */
  readonly id: number
  readonly folder: string
  readonly change: Change
  readonly settings: FolderSettings
}

/** Worker to client. */
export type FromGraphWorker =
  /** What differs from the answer before for this folder; all, where `isWhole`. `delta` is a `GraphDelta` as JSON, which crosses in half of the time. */
  | { readonly type: 'indexed'; readonly id: number; readonly delta: string; readonly isWhole: boolean }
  /** What was known of a folder is given up: the next answer for it is whole. */
  | { readonly type: 'forgotten'; readonly folder: string }
  /** What was found could not be kept on disk. */
  | { readonly type: 'unsaved'; readonly message: string }
  /** `isUserError` tells what the user can mend from a bug of ours. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly isUserError: boolean }
