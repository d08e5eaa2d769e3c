import type { EventGraph } from '../model/graph'

/** Client to worker. */
export interface ToGraphWorker {
  readonly type: 'index'
  /** Numbers the requests; the reply carries the same. */
  readonly id: number
  readonly folder: string
  readonly overlays: ReadonlyMap<string, string>
}

/** Worker to client. */
export type FromGraphWorker =
  | { readonly type: 'indexed'; readonly id: number; readonly graph: EventGraph }
  /** `isUserError` tells what the user can mend from a bug of ours. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly isUserError: boolean }
