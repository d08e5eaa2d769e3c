import type { Change, FolderSettings } from './folderIndex'
import type { GraphDelta } from './graphDelta'

/** Client to worker. */
export interface ToGraphWorker {
  readonly type: 'index'
  /** Numbers the requests; the reply carries the same. */
  readonly id: number
  readonly folder: string
  readonly change: Change
  readonly settings: FolderSettings
}

/** Worker to client. */
export type FromGraphWorker =
  /** What differs from the answer before for this folder; all, where `isWhole`. */
  | { readonly type: 'indexed'; readonly id: number; readonly delta: GraphDelta; readonly isWhole: boolean }
  /** `isUserError` tells what the user can mend from a bug of ours. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly isUserError: boolean }
