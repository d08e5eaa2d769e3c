import type { ts } from 'ts-morph'

/** What work can depend on: a file by its path, a question to the project (see `project`), or what files tell about a node. */
export type Source = string | ts.Node

/** What files tell each other beyond their exports: what calls pass for a parameter, who extends a class, whose callers are asked for. */
export type Topic = 'passed' | 'subclass' | 'asked'

/** Work that was done, with all that it depends on, so that it need not be done again while that is the same. */
export interface Work<T> {
  readonly result: T
  readonly used: ReadonlySet<Source> | null
  /** What it told, in order. */
  readonly told: readonly Told[]
  /** When it was begun. */
  readonly at: number
}

interface Told {
  readonly topic: Topic
  readonly about: ts.Node
  /** The same for what is the same; the value itself may be another, which counts as a difference between two runs. */
  readonly key: unknown
  readonly value: unknown
}

/**
 * Keeps the books of incremental work. A run starts with nothing told, and does all work in the order of the run before it; work that
 * depends on nothing that differs from that run is not done, only told again. So a run always ends where one from scratch would.
 */
export interface Journal {
  /** Starts a run. `differs` holds what is not as it was in the run before. */
  begin(differs: Iterable<Source>): void
  /** Says that the work at hand depends on this. */
  use(source: Source): void
  useAll(used: ReadonlySet<Source> | null): void
  /** True when it is new in this run. */
  tell(topic: Topic, about: ts.Node, key: unknown, value: unknown): boolean
  /** What was told about a node up to now. */
  told(topic: Topic, about: ts.Node): ReadonlyMap<unknown, unknown>
  /** Does some work and notes what it depends on and tells; the work around it does the same. */
  note<T>(work: () => T): Work<T>
  /** The same for small work that tells nothing: what it depends on is `used` between `enter` and `leave`, which takes what `enter` gave. */
  enter(): Set<Source> | null
  leave(outer: Set<Source> | null): void
  readonly used: ReadonlySet<Source> | null
  readonly now: number
  /** Gives the work that was done before, in this run or in the one before it, where all that it depends on is the same; else does it. */
  redo<T>(before: Work<T> | undefined, work: () => T): Work<T>
  /** Whether nothing that the work depends on has changed since it was done, in this run or between it and the one before. */
  isCurrent(work: Pick<Work<unknown>, 'used' | 'at'>): boolean
  /** Says that something is not as it was in the run before. */
  differ(source: Source): void
  /** The same for all that work told in the run before, and tells no more. */
  retract(work: Work<unknown>): void
}

export function createJournal(): Journal {
  let clock = 0
  let previouslyBegunAt = 0
  let begunAt = 0
  let differing = new Set<Source>()
  const changedAt = new Map<string, number>()
  /** Of this run: what was told, and when last. */
  let facts: Record<Topic, Map<ts.Node, Map<unknown, unknown>>> = { passed: new Map(), subclass: new Map(), asked: new Map() }
  let toldAt = new Map<ts.Node, number>()
  /** Of the work at hand. */
  let used: Set<Source> | null = null
  let telling: Told[] | null = null

  function tell(one: Told): boolean {
    telling?.push(one)
    const { topic, about, key, value } = one
    const known = facts[topic].get(about) ?? new Map<unknown, unknown>()
    if (known.has(key)) return false
    facts[topic].set(about, known.set(key, value))
    toldAt.set(about, ++clock)
    return true
  }

  function enter(): Set<Source> | null {
    const outer = used
    used = null
    return outer
  }

  function leave(outer: Set<Source> | null): void {
    const own = used
    used = outer
    useAll(own)
  }

  function useAll(sources: ReadonlySet<Source> | null): void {
    if (sources === null) return
    if (used === null) used = new Set(sources)
    else for (const source of sources) used.add(source)
  }

  function note<T>(work: () => T): Work<T> {
    const [outer, outerTelling, at, told] = [enter(), telling, clock, new Array<Told>()]
    telling = told
    try {
      const result = work()
      return { result, used, told, at }
    } finally {
      leave(outer)
      telling = outerTelling
      outerTelling?.push(...told)
    }
  }

  /** Whether all that work of the run before depends on is so again. Work that was not asked for then is not known to be. */
  function isSame({ used: sources, at }: Work<unknown>): boolean {
    if (at < previouslyBegunAt) return false
    if (sources === null || differing.size === 0) return true
    const [few, many] = differing.size < sources.size ? [differing, sources] : [sources, differing]
    for (const source of few) if (many.has(source)) return false
    return true
  }

  return {
    begin(differs) {
      previouslyBegunAt = begunAt
      begunAt = ++clock
      differing = new Set(differs)
      for (const source of differing) if (typeof source === 'string') changedAt.set(source, clock)
      facts = { passed: new Map(), subclass: new Map(), asked: new Map() }
      toldAt = new Map()
    },
    use: (source) => void (used ??= new Set()).add(source),
    useAll,
    tell: (topic, about, key, value) => tell({ topic, about, key, value }),
    told(topic, about) {
      ;(used ??= new Set()).add(about)
      return facts[topic].get(about) ?? nothing
    },
    note,
    enter,
    leave,
    get used() {
      return used
    },
    get now() {
      return clock
    },
    redo(before, work) {
      if (before === undefined) return note(work)
      if (before.at >= begunAt || isSame(before)) {
        useAll(before.used)
        const at = clock
        if (before.at < begunAt) before.told.forEach(tell)
        return before.at < begunAt ? { ...before, at } : before
      }
      const now = note(work)
      const isEqual = before.told.length === now.told.length && before.told.every((one, index) => isSameTold(one, now.told[index]!))
      if (!isEqual) for (const { about } of [...before.told, ...now.told]) differing.add(about)
      return now
    },
    isCurrent({ used: sources, at }) {
      for (const source of sources ?? []) {
        if (typeof source === 'string' ? (changedAt.get(source) ?? 0) > at : begunAt > at || (toldAt.get(source) ?? 0) > at) return false
      }
      return true
    },
    differ: (source) => void differing.add(source),
    retract: ({ told }) => told.forEach(({ about }) => differing.add(about)),
  }
}

function isSameTold(a: Told, b: Told): boolean {
  if (a.topic !== b.topic || a.about !== b.about || a.key !== b.key) return false
  const [one, other] = [Object.entries(a.value as object), b.value as Record<string, unknown>]
  // What is as good as the same may still stand in another place of the text.
  return a.value === b.value || (one.length === Object.keys(other).length && one.every(([name, part]) => part === other[name]))
}

const nothing: ReadonlyMap<unknown, unknown> = new Map()
