import type { Span } from '../../model/site'

/** What lints need to know of a call of publish, on, task or a task's run beyond the graph, as its own text tells it; the span is the whole call. */
export interface CallFacts extends Span {
  readonly kind: 'publish' | 'on' | 'task' | 'run'
  /** Event names that the text fixes. */
  readonly events: readonly string[]
  /** Whether the facts hold for one caller of a function around the call alone. */
  readonly isGiven: boolean
  /** Null where a spread makes it unknown. */
  readonly argumentCount: number | null
  /** Null where no lint asks for it. */
  readonly lastArgument: Span | null
  /** Where the options are an object of the text. */
  readonly object: ObjectFacts | null
  readonly misplaced: MisplacedOptions | null
  readonly after: readonly GivenValue[]
  readonly timeout: readonly GivenValue[]
  readonly body: BodyFacts | null
  /** Of a publish, the calls whose promise nobody takes. */
  readonly floating: readonly FloatingFacts[]
  /** How the statement of a publish can be repeated; null for an on. */
  readonly repeat: RepeatFacts | null
  /** How a comment can stand above the line of the call; null where none can. */
  readonly comment: 'line' | 'jsx' | null
}

export interface ObjectFacts extends Span {
  readonly keys: readonly (Span & { readonly name: string; readonly isShorthand: boolean })[]
  /** Whether these are all its keys. */
  readonly isWhole: boolean
  /** Whether it stands in the call itself. */
  readonly isInCall: boolean
}

/** An object in the place of the body or the handler: of a publish one that holds nothing but `after`, of an on any. The span is the argument. */
export interface MisplacedOptions extends Span {
  readonly text: string
  readonly after: readonly GivenValue[]
  /** Whether the text of `after` computes a time, or names a delay. */
  readonly isComputedTime: boolean
  /** What stands in the place of the options; null where nothing does. */
  readonly before: (Span & { readonly text: string }) | null
}

/** A value that an option certainly has, by itself or on one branch; the span is the text that gives it. */
export interface GivenValue extends Span {
  readonly value: string | number | boolean | null | { readonly date: number | null }
  readonly text: string
  /** Whether that text is a literal. */
  readonly isLiteral: boolean
}

export interface BodyFacts extends Span {
  /** The body where it is certainly falsy. */
  readonly falsy: 'undefined' | 'null' | '0' | 'false' | '""' | null
  readonly problems: readonly (Span & { readonly kind: BodyProblem; readonly text: string; readonly canAwait: boolean })[]
}

export type BodyProblem =
  'function' | 'symbol' | 'bigint' | 'collection' | 'pattern' | 'error' | 'promise' | 'promises' | 'number' | 'cycle' | 'date'

/** The span is the call whose promise it is: the publish, or a call of a function that hands its promise on; something is known to end without it. */
export interface FloatingFacts extends Span {
  /** How a comment can stand above its line. */
  readonly comment: CallFacts['comment']
  /** What is called: `events.publish`. */
  readonly callee: Span
  /** Where `await` takes the promise; null where it cannot stand, or is not enough. */
  readonly awaitAt: Span | null
  /** What drops it that waits for no promise, a `forEach`, a timer or Express; null where the code does. */
  readonly droppedBy: 'forEach' | 'timer' | 'express' | null
}

/** The statement, its indentation, and where in its text the name argument stands; or why it cannot be repeated. */
export type RepeatFacts =
  { readonly end: Span; readonly indent: string; readonly before: string; readonly after: string } | { readonly refused: string }
