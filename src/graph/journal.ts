import type { ts } from 'ts-morph'

/**
 * What files tell each other beyond their exports: what calls pass for a parameter, to which others it is handed on, who extends a class,
 * whose callers are asked for, who calls a function or uses it, under which name something unknown is called, what Ampt runs, and what is
 * wrong with a file.
 */
export type Topic = 'passed' | 'handsOn' | 'subclass' | 'asked' | 'called' | 'used' | 'loose' | 'runs' | 'problem'

/** All that is told of one thing. */
interface Subject {
  readonly facts: Map<unknown, unknown>
  /** The run that the facts are of. */
  run: number
  /** When the last of them was told. */
  toldAt: number
  /** When it was last found to be told otherwise than in the run before. */
  changedAt: number
}

/** What work can depend on: a file by its path, another question to the project by a text of its own, or what is told of something. */
export type Source = string | Subject

/** Work that was done, with all that it depends on, so that it need not be done again while that is the same. */
export interface Work<T> {
  readonly result: T
  readonly used: ReadonlySet<Source> | null
  /** What it told, in order. */
  readonly told: readonly Told[]
  /** When it was begun, or last found to be the same. */
  at: number
}

interface Told {
  readonly subject: Subject
  /** The same for what is the same; the value itself may be another, which counts as a difference between two runs. */
  readonly key: unknown
  readonly value: unknown
}

/**
 * Keeps the books of incremental work. A run starts with nothing told, and does all work in the order of the run before it; work that
 * depends on nothing that differs from that run is not done, only told again. So a run always ends where one from scratch would.
 */
export interface Journal {
  /** Starts a run. `changed` holds the files and questions that are not as they were in the run before. */
  begin(changed: Iterable<string>): void
  /** Says that the work at hand depends on this. */
  use(source: Source): void
  useAll(used: ReadonlySet<Source> | null): void
  /** True when it is new in this run. */
  tell(topic: Topic, about: ts.Node | string, key: unknown, value: unknown): boolean
  /** What was told of something up to now. */
  told(topic: Topic, about: ts.Node | string): ReadonlyMap<unknown, unknown>
  /** What is told when all is done: no work may depend on it. */
  outcome(topic: Topic, about: ts.Node | string): ReadonlyMap<unknown, unknown>
  /** The same for small work that tells nothing: what it depends on is `used` between `enter` and `leave`, which takes what `enter` gave. */
  enter(): Set<Source> | null
  leave(outer: Set<Source> | null): void
  readonly used: ReadonlySet<Source> | null
  readonly now: number
  /** Grows with each thing that is told and was not told before in this run. */
  readonly news: number
  /** Gives the work that was done before, in this run or an earlier one, where all that it depends on is the same; else does it, and notes what it depends on and tells. The work around it does the same. */
  redo<T>(before: Work<T> | undefined, work: () => T): Work<T>
  /** Does work that the work at hand asks for and that is not a part of it. */
  apart<T>(work: () => T): T
  /** Whether nothing that the work depends on has changed since it was done, in this run or between it and the one before. */
  isCurrent(work: Pick<Work<unknown>, 'used' | 'at'>): boolean
  /** The files and questions that the work of this run depends on. */
  sources(): ReadonlySet<string>
  /** Whether work of the run before depended on this. */
  wasUsed(source: string): boolean
  /** Takes back all that work told in the run before, and tells no more. */
  retract(work: Work<unknown>): void
}

export function createJournal(): Journal {
  let clock = 0
  let news = 0
  let run = 0
  let begunAt = 0
  const changedAt = new Map<string, number>()
  const subjects = new Map<Topic, { readonly ofNodes: WeakMap<ts.Node, Subject>; readonly ofTexts: Map<string, Subject> }>()
  let usedBefore: Set<Source> | null = null
  /** Of the work at hand; outside of all work, of the run. */
  let used: Set<Source> | null = null
  let telling: Told[] | null = null

  function subjectOf(topic: Topic, about: ts.Node | string): Subject {
    let known = subjects.get(topic)
    if (known === undefined) subjects.set(topic, (known = { ofNodes: new WeakMap(), ofTexts: new Map() }))
    let found = typeof about === 'string' ? known.ofTexts.get(about) : known.ofNodes.get(about)
    if (found === undefined) {
      found = { facts: new Map(), run, toldAt: 0, changedAt: 0 }
      if (typeof about === 'string') known.ofTexts.set(about, found)
      else known.ofNodes.set(about, found)
    }
    return asOfNow(found)
  }

  /** Facts of an earlier run are forgotten when the next asks. */
  function asOfNow(subject: Subject): Subject {
    if (subject.run === run) return subject
    subject.facts.clear()
    subject.run = run
    return subject
  }

  function tell(one: Told): boolean {
    telling?.push(one)
    const { facts } = asOfNow(one.subject)
    if (facts.has(one.key)) return false
    facts.set(one.key, one.value)
    one.subject.toldAt = ++clock
    news++
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
      for (const one of told) outerTelling?.push(one)
    }
  }

  /** Whether all that work depends on is as it was then. */
  function isSame({ used: sources, at }: Work<unknown>): boolean {
    for (const source of sources ?? []) {
      if ((typeof source === 'string' ? (changedAt.get(source) ?? 0) : source.changedAt) > at) return false
    }
    return true
  }

  function change(told: readonly Told[]): void {
    clock++
    for (const { subject } of told) subject.changedAt = clock
  }

  return {
    begin(changed) {
      run++
      begunAt = ++clock
      usedBefore = used
      used = null
      for (const source of changed) changedAt.set(source, clock)
    },
    use: (source) => void (used ??= new Set()).add(source),
    useAll,
    tell: (topic, about, key, value) => tell({ subject: subjectOf(topic, about), key, value }),
    told(topic, about) {
      const subject = subjectOf(topic, about)
      ;(used ??= new Set()).add(subject)
      return subject.facts
    },
    outcome: (topic, about) => subjectOf(topic, about).facts,
    enter,
    leave,
    get used() {
      return used
    },
    get now() {
      return clock
    },
    get news() {
      return news
    },
    redo(before, work) {
      if (before !== undefined && before.at >= begunAt && isSame(before)) {
        useAll(before.used)
        return before
      }
      if (before !== undefined && isSame(before)) {
        before.at = clock
        useAll(before.used)
        for (const one of before.told) tell(one)
        return before
      }
      const now = note(work)
      // In the first run everything is new, and nothing depends on what was not told before.
      if (run > 1 && (before === undefined || !isSameTold(before.told, now.told))) change([...(before?.told ?? []), ...now.told])
      return now
    },
    apart(work) {
      const [outer, outerTelling] = [used, telling]
      used = telling = null
      try {
        return work()
      } finally {
        used = outer
        telling = outerTelling
      }
    },
    isCurrent({ used: sources, at }) {
      for (const source of sources ?? []) {
        if (typeof source === 'string' ? (changedAt.get(source) ?? 0) > at : begunAt > at || source.toldAt > at) return false
      }
      return true
    },
    sources: () => new Set([...(used ?? [])].filter((source) => typeof source === 'string')),
    wasUsed: (source) => usedBefore?.has(source) === true,
    retract: ({ told }) => change(told),
  }
}

function isSameTold(before: readonly Told[], now: readonly Told[]): boolean {
  return before.length === now.length && before.every((one, index) => isEqual(one, now[index]!))
}

function isEqual(a: Told, b: Told): boolean {
  if (a.subject !== b.subject || a.key !== b.key) return false
  if (a.value === b.value) return true
  const [one, other] = [Object.entries(a.value as object), b.value as Record<string, unknown>]
  // What is as good as the same may still stand in another place of the text.
  return one.length === Object.keys(other).length && one.every(([name, part]) => part === other[name])
}
