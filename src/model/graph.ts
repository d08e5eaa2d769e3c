import type { Json } from './json'
import type { Site } from './site'

/** What the static half knows of a workspace: the JSON of `ampt-events graph`, version 1. */
export interface EventGraph {
  readonly version: 1
  /** Absolute path of the folder that was read. */
  readonly root: string
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  readonly cycles: readonly Cycle[]
  readonly lints: readonly Lint[]
  /** Files that could not be read wholly; what could be read of them is in the graph. */
  readonly problems: readonly FileProblem[]
  readonly stats: IndexStats
}

export interface EventNode {
  /** Without `custom:`. */
  readonly name: string
  readonly publishers: readonly Publisher[]
  readonly handlers: readonly HandlerSite[]
}

/** A call of `events.publish`. */
export interface Publisher extends Site {
  /** Source text of the `after` option, or null. */
  readonly after: string | null
  /** The delay in ms where the text fixes it, or null. */
  readonly afterMs: number | null
  /** `handler of NAME` for the event whose handler encloses the call, or null. */
  readonly in: string | null
  /** A body to start from when this publish is simulated: what the call's text fixes, with `null` where it does not; null when there is none. */
  readonly bodySample: Json
}

/** A call of `events.on`. */
export interface HandlerSite extends Site {
  /** Place among the handlers of the event, from 1, in file and line order. */
  readonly order: number
  /** The timeout the call asks for, in ms, before any clamp; null without one. */
  readonly timeoutMs: number | null
  /** The function that runs. */
  readonly function: (Site & { readonly name: string | null }) | null
  /** Property names that the handler reads of the body (destructuring, `event.body.x`); pre-fills the body prompt. */
  readonly bodyFields: readonly string[]
}

/** A publish or on whose event name the text does not fix. */
export interface UnresolvedSite extends Site {
  readonly kind: 'publish' | 'on'
  /** Source text of the name argument. */
  readonly expression: string
  /** The name with `*` for unknown parts; null when nothing is known. */
  readonly pattern: string | null
}

/** Events that publish each other in a circle, each from a handler of the one before it. */
export interface Cycle {
  readonly events: readonly string[]
  /** Whether any edge of the circle waits. */
  readonly delayed: boolean
}

export interface Lint extends Site {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'information'
  readonly message: string
}

export interface FileProblem extends Site {
  readonly message: string
}

export interface IndexStats {
  /** Source files seen. */
  readonly files: number
  /** Files that mention the SDK and were parsed. */
  readonly candidates: number
  /** Wall time of the index, in ms. */
  readonly ms: number
}
