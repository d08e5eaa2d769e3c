import type { ts } from 'ts-morph'
import type { Source, Told } from './sources'

/**
 * What files tell each other beyond their exports: what calls pass for a parameter, to which others it is handed on, who extends a class,
 * whose callers are asked for, which functions have an event call, whom calls were met of while files are visited, who calls a function, or
 * may, or uses it, to whose file what can be called is handed, what is handed to something unknown, and whether that may publish, which interfaces of packages have more
 * members, who adds to a list or writes to an object, under which name something unknown is called, what Ampt runs, and what is wrong with a file.
 */
export type Topic =
  | 'passed'
  | 'handsOn'
  | 'subclass'
  | 'asked'
  | 'eventCall'
  | 'met'
  | 'called'
  | 'mayBeCalled'
  | 'used'
  | 'handed'
  | 'handedOut'
  | 'escaped'
  | 'augmented'
  | 'grown'
  | 'loose'
  | 'runs'
  | 'problem'

/** A value that is kept while all that it depends on is the same. What depends on it is the same when it comes out the same again. */
export interface Kept<T> {
  value: T
  /** Works it out again, for work that depends on it. */
  again: (() => T) | null
  used: ReadonlySet<Source>
  /** When and where it was worked out. */
  at: number
  place: number
  changedAt: number
}

/** Work that was done, with all that it depends on. */
export interface Work<T> {
  result: T
  input: unknown
  used: ReadonlySet<Source | Kept<unknown>>
  /** The same, with what values depend on in place of them. */
  leaves: ReadonlySet<Source>
  /** What it told, in order. */
  told: readonly Told[]
  /** When it was last done, or found to be the same; 0 for never. */
  at: number
  place: number
  /** Whether what it hangs on counts for nobody else. */
  readonly isAside: boolean
}

/**
 * Keeps the books of incremental work. Each piece of work has a place in the order of all work, and sees what is told at places before. A
 * source knows the work that hangs on it: a change puts that in doubt, and the next run does again what is in doubt and depends on
 * something that is another now. So a run ends where one from scratch would, and looks at nothing else.
 */
export interface Journal {
  /** Starts a run. `changed` holds the files and questions that are not as they were in the run before. */
  begin(changed: Iterable<string>): void
  /** The first place of so many further kinds of work, each of fewer than `kindSize` pieces. */
  places(kinds: number): number
  /** The work at the places of some kinds that hangs on something that has changed since. */
  inDoubt(start: number, kinds?: number): readonly Work<unknown>[]
  /** Says that the work at hand depends on a file or question. */
  use(question: string): void
  tell(topic: Topic, about: ts.Node | string, key: unknown, value: unknown): void
  /** What is told of something at places before this, and up to now: of what is the same, what was told first. */
  told(topic: Topic, about: ts.Node | string): readonly unknown[]
  isTold(topic: Topic, about: ts.Node | string): boolean
  /** What is told when all is done: no work may depend on it. */
  outcome(topic: Topic, about: ts.Node | string): readonly unknown[]
  /** Works a value out, unless what was kept of it still holds. */
  keep<T>(before: Kept<T> | undefined, again: () => T): Kept<T>
  isCurrent(kept: Kept<unknown>): boolean
  /** Work that was never done. */
  newWork<T>(isAside?: boolean): Work<T>
  /** Does work at its place, unless it was done there with this input and all that it depends on is the same. What asks for it depends on nothing by that. */
  redo<T, I>(work: Work<T>, place: number, input: I, run: (input: I) => T): T
  /** The same for a part of the work at hand, which depends on what the part depends on, and tells what that tells. */
  part<T>(work: Work<T>, run: () => T): T
  /** Whether work would be the same if it were done at a later place. */
  isSameAt(work: Work<unknown>, place: number): boolean
  /** Whether work told something first. */
  hasNews(work: Work<unknown>): boolean
  /** Takes back all that work told. */
  retract(work: Work<unknown>): void
  /** The files and questions that work hangs on. */
  questions(): Iterable<string>
  isUsed(question: string): boolean
}

/** Each kind of work has fewer pieces than this. */
export const kindSize = 1 << 20
