import type { TraceHandler } from '../model/trace'

/** A run as a picture: lanes of marks on an axis of moments. Plain data: the page, the text diagram and tests read the same. */
export interface Timeline {
  /** The axis: instants at which something is shown, in order. What lies between two is the gap of the later one. */
  readonly moments: readonly Moment[]
  readonly lanes: readonly Lane[]
  /** How many lanes are not shown because there are too many; 0 when all are. */
  readonly hidden: number
}

export interface Moment {
  /** Virtual epoch ms. */
  readonly time: number
  /** Since the moment before, in ms; 0 for the first. */
  readonly gapMs: number
}

export interface Lane {
  readonly kind: 'handler' | 'unhandled' | 'call'
  /** Event name, or the name of the call. */
  readonly title: string
  /** Index into the trace's handlers, for a handler's lane. */
  readonly handler: number | null
  readonly registration: TraceHandler | null
  /** In order of moment; what shares one, from its publish to its end. */
  readonly marks: readonly Mark[]
}

export type MarkKind =
  'publish' | 'call' | 'handled' | 'failed' | 'not-started' | 'running' | 'dropped' | 'ignored' | 'rejected' | 'unknown'

export interface Mark {
  readonly kind: MarkKind
  /** Of a second delivery of the event. */
  readonly isDuplicate: boolean
  /** Index into the moments. */
  readonly moment: number
  /** For a fold: the moment up to which it reaches; else the same as `moment`. */
  readonly until: number
  /** The whole of it in words. */
  readonly label: string
  /** Null for what is one; else the mark itself stands for the first of what is folded. */
  readonly fold: Fold | null
  /** Index into the trace's events; null for a call. */
  readonly event: number | null
  /** Row of the attempt; null for what is no attempt. */
  readonly row: number | null
  /** Place among the handlers of the attempt's detail, from 0; null for what is no attempt. */
  readonly handler: number | null
  /** Index into the trace's calls, for a call. */
  readonly call: number | null
}

/** Many that came to the same. */
export interface Fold {
  /** What stands in place of a sign, such as `3,359 more, every 6 min`. */
  readonly text: string
  readonly count: number
  /** What they came to: an outcome, or an error. */
  readonly what: string
  /** Whether each of them came to exactly that. */
  readonly isSame: boolean
  readonly last: Pick<Mark, 'event' | 'row' | 'call'>
}
