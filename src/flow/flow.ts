import type { Trigger } from '../model/graph'
import type { Site, Span } from '../model/site'
import type { ToldState } from '../words/toldState'

/** What the picture of an event graph holds: who starts what, without any place on paper. */
export interface Flow {
  readonly nodes: ReadonlyMap<string, FlowNode>
  readonly edges: ReadonlyMap<string, FlowEdge>
}

/** `pattern` stands for events whose name only a run tells, `function` and `file` (outside of any) for code of which nothing is known to run it. */
export type FlowKind = 'event' | 'pattern' | 'function' | 'file' | Exclude<Trigger['kind'], 'event'>

/** Where the static half and a run agree: known by the code alone, by both, or by the run alone. */
export type Seen = 'static' | 'both' | 'run'

export interface FlowNode {
  /** Made of the kind and the name, so that it is the same after an edit elsewhere. */
  readonly id: string
  readonly kind: FlowKind
  /** Name of the event, task or schedule; pattern; route; `place()`; path of the file. */
  readonly name: string
  readonly publishers: number
  readonly handlers: number
  /** Where the code is: handlers first. */
  readonly sites: readonly FlowSite[]
  readonly isInCycle: boolean
  /** Null without a run to compare with. */
  readonly seen: Seen | null
  /** What happened to it in the run; null where nothing did. */
  readonly counts: RunCounts | null
}

/** That what is at `from` publishes the event at `to` or starts the task there; or, as a match, that `to` may be what `from` stands for. */
export interface FlowEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly isMatch: boolean
  /** How long it waits, each way once: `+5 min`, `after x`; empty text for at once. */
  readonly delays: readonly string[]
  readonly sites: readonly FlowSite[]
  /** Whether every way from one to the other leads through calls of other functions. */
  readonly isThroughCalls: boolean
  readonly isInCycle: boolean
  readonly seen: Seen | null
  /** How often the run went this way. */
  readonly times: number
}

export interface FlowSite {
  readonly role: 'handler' | 'publish' | 'start' | 'registration' | 'call'
  readonly site: Site | Span
  /** Where a publish is made that a wrapper makes, where the site is a call of that. */
  readonly madeAt?: Span
  /** What is there, as far as the role does not say it: the function's name, the delay. */
  readonly words: string
}

/** Of the events of one name, or the runs of a task or listener, in a run: by state, and in all. */
export interface RunCounts extends Readonly<Record<ToldState, number>> {
  readonly deliveries: number
  readonly attempts: number
  readonly retries: number
}

export function edgeId(from: string, to: string): string {
  return JSON.stringify([from, to])
}
