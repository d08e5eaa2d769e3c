import type { Json } from './json'
import type { Site, Span } from './site'

/** What the static half knows of a workspace: the JSON of `ampt-events graph`, version 1. */
export interface EventGraph {
  readonly version: 1
  /** Absolute path of the folder that was read. */
  readonly root: string
  readonly events: readonly EventNode[]
  readonly unresolved: readonly UnresolvedSite[]
  readonly taskRuns: readonly TaskRun[]
  readonly tests: readonly TestSite[]
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

/** A call of `events.publish`; the span is the whole call. */
export interface Publisher extends Span, Delay, Surroundings {
  /** Whether one run of what it stands in may make the call many times, each with a body and a delay of its own: it stands in a loop. */
  readonly isRepeated: boolean
  /** What runs the call, in words: `handler of NAME`, `POST /orders`, `task nightly`, more than one with commas; null where nothing is known to. */
  readonly in: string | null
  readonly name: CallName
  /** A body to start from when this publish is simulated: what the call's text fixes, with `null` where it does not; null when there is none. */
  readonly bodySample: Json
}

/** What is around a call. */
export interface Surroundings {
  /** The named function that the call stands in, as `place` or `Order.place`; null at the top of a file. */
  readonly within: string | null
  /** What Ampt runs that comes to this call, by file and line. */
  readonly triggers: readonly Trigger[]
}

/** When what a call asks for is to run, as far as the text tells it. */
export interface Delay {
  /** Source text of `after`, or null. */
  readonly after: string | null
  /** Where that text stands: in the call, or where its options are declared. */
  readonly afterAt: Span | null
  /** The delay in ms where the text fixes it, or null. */
  readonly afterMs: number | null
  /** Between which delays chance draws one, where the text says so: `Math.floor(Math.random() * 1000)`. */
  readonly afterRangeMs: DelayRange | null
  /** What that text comes to, valid or not; null where it is not told, or is neither text nor number. */
  readonly afterValue: string | number | null
}

/** The least and the most that a delay in ms can be. */
export interface DelayRange {
  readonly min: number
  readonly max: number
}

/** A call of `events.on`; the span is the whole call. */
export interface HandlerSite extends Span {
  /** Place among the handlers of the event, from 1, in file and line order. */
  readonly order: number
  /** The timeout the call asks for, in ms, before any clamp; null without one. */
  readonly timeoutMs: number | null
  /** Where the text of that option stands: in the call, or where its options are declared. */
  readonly timeoutAt: Span | null
  /** The function that runs. */
  readonly function: (Site & { readonly name: string | null }) | null
  /** The function that leads to it, where no call of that is known, so that the handler may never be registered; null else. */
  readonly uncalled: string | null
  /** The conditions that decide whether it is registered; left out where there are none. */
  readonly branches?: readonly Branch[]
  readonly name: CallName
  /** Property names that the handler reads of the body (destructuring, `event.body.x`); pre-fills the body prompt. */
  readonly bodyFields: readonly string[]
}

/** One side of a condition: what stands on the one side and what stands on the other never come together. */
export interface Branch {
  /** Where the condition stands, and the calls that lead there. */
  readonly condition: string
  readonly isMet: boolean
}

/** The argument of a call that names its event. */
export interface CallName extends Span {
  /**
   * The string literals, quotes included, that spell the whole name: in the call itself, where a constant is declared, or in the calls
   * of a wrapper. Null where the name is put together, so that no text can be renamed.
   */
  readonly literals: readonly Span[] | null
  /**
   * Likewise those by which types allow the name, of what it goes through. Null where a type allows it in another way, such as by a key;
   * left out where no type has a say.
   */
  readonly inTypes?: readonly Span[] | null
  /**
   * The first call that hands the name over, on the way through the functions of the app that lead to this one, with its argument that is the
   * whole name, or null, and the text before that, such as `bus.emit(`; left out where none does.
   */
  readonly givenBy?: Span & { readonly name: Span | null; readonly opening: string | null }
  /** The literal in the call that makes an object or a function for the event, `defineEvent('placed')`; left out where the name does not come from one. */
  readonly definedAt?: Span
  /** How a comment can stand above the text by which one of these gives the name; null where none can, left out on an ordinary line. */
  readonly commentAbove?: 'jsx' | null
}

/** Something that Ampt runs and that comes to a publish: a handler of an event, a route, a task, a schedule, a listener. The site is its registration. */
export interface Trigger extends Site {
  readonly kind: 'event' | 'route' | 'task' | 'schedule' | 'data' | 'storage' | 'ws'
  /** Name of the event, task or schedule; `POST /orders`; what a listener listens to. */
  readonly name: string
  /** Whether only a run tells if it comes to this event or to another that the name of the call may be: one of a table, or of a type. Left out where it comes to this one. */
  readonly isUndecided?: boolean
  /** The calls on the way from the function that is run to the publish; empty where the publish stands in that function. */
  readonly path: readonly PathStep[]
}

/** One call on the way: where it stands, and the function that it calls. */
export interface PathStep extends Site {
  readonly name: string | null
}

/** A publish or on whose event name the text does not fix; the span is the whole call. */
export interface UnresolvedSite extends Span, Surroundings {
  readonly kind: 'publish' | 'on'
  /** Source text of the name argument, or of a call that is made on something unknown. */
  readonly expression: string
  /** Where that text stands. */
  readonly name: Span
  /** The name with `*` for unknown parts, without where it is told but not whether the call is made; null when nothing is known. */
  readonly pattern: string | null
  /** For a publish: known events with a handler that the pattern fits. For an on: known events with a publisher. */
  readonly matches: readonly string[]
}

/** A call that starts a task; the span is the whole call. */
export interface TaskRun extends Span, Delay, Surroundings {
  readonly task: string
}

/** A call in a test file: shown apart, it is no part of the app. */
export interface TestSite extends Span {
  readonly kind: 'publish' | 'on'
  /** Null where the text does not fix it. */
  readonly event: string | null
  /** The string literal that spells it, quotes included; null where it is put together. */
  readonly literal: Span | null
}

/** Events that publish each other in a circle, each from a handler of the one before it. */
export interface Cycle {
  readonly events: readonly string[]
  /** Whether any edge of the circle waits. */
  readonly delayed: boolean
}

/** The span is the text that is wrong. */
export interface Lint extends Span {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'information'
  readonly message: string
  /** The event that it is about, where that may not be all that the text around it tells. */
  readonly event?: string
  /** What mends it for certain, the best first; empty where only its author can tell. */
  readonly fixes: readonly Fix[]
  /** A rewrite of the code that only its author can want, or why it cannot be done. */
  readonly refactoring?: Fix | { readonly title: string; readonly refused: string }
  /** Above which line a comment that ignores it may stand, and how it is written there; missing where none can. */
  readonly ignore?: { readonly line: number; readonly form: 'line' | 'jsx' }
}

export interface Fix {
  /** In the imperative: `Wrap the body`. */
  readonly title: string
  readonly edits: readonly TextEdit[]
  /** Whether something else may have been meant; such a fix is never made for many at once. */
  readonly isGuess?: boolean
}

/** Puts `text` in place of the span. */
export interface TextEdit extends Span {
  readonly text: string
}

export interface FileProblem extends Site {
  readonly message: string
}

export interface IndexStats {
  /** Source files seen. */
  readonly files: number
  /** Files that mention the SDK, or are reached from those, and were parsed. */
  readonly candidates: number
  /** Wall time of the index, in ms. */
  readonly ms: number
  /** All of it was kept from an earlier start, since no file has changed. */
  readonly isFromCache?: boolean
  /** Where files of the folder really lie, if links lead out of it. */
  readonly links?: readonly Link[]
}

/** A link to a folder or a file. */
export interface Link {
  /** Relative to the workspace folder; empty for that itself. */
  readonly path: string
  /** Absolute. */
  readonly target: string
}
