import type { ToGraphPage } from '../model/graphPageProtocol'
import type { DrawInput } from './drawPicture'
import type { FlowKind, FlowSite } from './flow'

export type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never

/** What a picture is made of, but for the graph and the run, which are sent when they change. */
export type DrawOrder = Omit<DrawInput, 'graph' | 'run'> & {
  readonly run: string | null
  /** The page knows nothing yet. */
  readonly isFresh: boolean
  /** A node to show once it is drawn. */
  readonly reveal: string | null
}

/** Client to worker. `id` numbers the requests; the reply carries the same. */
export type ToFlowWorker =
  /** A message for the page was handed on. The next comes only then: a thread takes all that waits for it in one turn. */
  | { readonly type: 'taken' }
  | { readonly type: 'graph'; readonly graph: DrawInput['graph'] }
  | { readonly type: 'run'; readonly trace: NonNullable<DrawInput['run']>['trace'] | null }
  | { readonly type: 'draw'; readonly id: number; readonly order: DrawOrder }
  | { readonly type: 'export'; readonly id: number; readonly order: DrawOrder; readonly as: 'svg' | 'mermaid'; readonly title: string }
  | { readonly type: 'find'; readonly id: number; readonly of: 'node' | 'edge'; readonly what: string }

/** Worker to client. */
export type FromFlowWorker =
  /** Goes to the page as it is. */
  | { readonly type: 'page'; readonly id: number; readonly message: Unnumbered<ToGraphPage> }
  | { readonly type: 'done'; readonly id: number; readonly result: Exported | Found | null }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }

/** The text of a picture, or why there is none. */
export type Exported = { readonly text: string } | { readonly empty: string }

/** What an id of the page stands for. */
export interface Found {
  readonly kind: FlowKind | null
  readonly name: string
  readonly sites: readonly FlowSite[]
}
