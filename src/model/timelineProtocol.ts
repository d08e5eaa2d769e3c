import type { Trace } from './trace'

/** Host to timeline page. The page says `ready` and gets `runs`; `seq` counts from 1 so that a gap is seen. */
export type ToTimelinePage =
  | { readonly type: 'runs'; readonly seq: number; readonly runs: readonly RunTitle[]; readonly selected: string | null }
  | { readonly type: 'trace'; readonly seq: number; readonly run: string; readonly trace: Trace }
  | { readonly type: 'progress'; readonly seq: number; readonly text: string | null }
  | { readonly type: 'failed'; readonly seq: number; readonly message: string }

/** A finished run in the page's list. */
export interface RunTitle {
  readonly id: string
  /** Such as `order.placed · 1 dropped · 14 d`. */
  readonly title: string
}

/** Timeline page to host: ids only, never paths, commands or HTML. */
export type FromTimelinePage =
  | { readonly type: 'ready' }
  | { readonly type: 'selectRun'; readonly run: string }
  | { readonly type: 'give'; readonly what: Lacking }
  | { readonly type: 'open'; readonly run: string; readonly target: SiteTarget }

/** What the page can lead to: a first run, the parameters that the shown one read in vain, or the network that it was denied. */
export type Lacking = 'run' | 'params' | 'network'

/** A source position, named by its place in the trace; the host looks the path up. */
export type SiteTarget =
  | { readonly kind: 'publish'; readonly event: number }
  | { readonly kind: 'registration'; readonly handler: number }
  | { readonly kind: 'handler' | 'error' | 'effect'; readonly detail: number; readonly index: number }
  | { readonly kind: 'call'; readonly call: number; readonly effect: number | null }
  | { readonly kind: 'late'; readonly index: number }
