import type { ts } from 'ts-morph'
import { scopeAround } from '../calls/callScopes'
import type { Journal, Kept } from '../journal/journal'
import type { FunctionNode } from '../syntax/functionAround'
import { isContainer, unknown, type Container, type Scope, type Value } from './value'

// What is worked out stays, each value with what else would have to be known for all of it, so that those who ask a second time hear of that too.

/** What callers pass for a parameter, or all of a function's `arguments`; what subclasses put in place of a class's members; what others add to a list or write to an object. */
export type Wanted = ts.ParameterDeclaration | FunctionNode | ts.ClassLikeDeclaration | Container

/** A value, and what else would have to be known for all of it. */
export interface AskedValue {
  readonly value: Value
  readonly wanted: ReadonlySet<Wanted>
}

/**
 * The same, with what of it the value is made of, and not only chosen by. `isOpen`: callers or subclasses may tell something that is not
 * among the value. `isUndecided`: it is any of several that a key which is not told may pick, or that a type allows.
 */
export interface Asked extends AskedValue {
  readonly making: ReadonlySet<Wanted>
  readonly isOpen: boolean
  readonly isUndecided: boolean
}

export interface Memory {
  /** The scope at hand. */
  scope(): Scope | null
  /** Does some work as inside of a scope; null for none. */
  within<T>(scope: Scope | null, work: () => T): T
  /** Works out the value of a node once; where it stands in a function that is being called, once for each scope: there it hangs on the arguments. */
  remembered(node: ts.Node, compute: () => Value): Value
  /** Does some work, or gives `again` where that is under way. */
  once<T>(key: unknown, work: () => T, again: T): T
  /** Computes a value, which is unknown where it needs itself. */
  guarded(key: unknown, compute: () => Value): Value
  /** Works out a value for somebody who asks what it wants. */
  asking(compute: () => Value): Asked
  /** Says that the evaluation at hand would need this; `toChoose`: to say which it is of what is told. */
  want(wanted: Wanted, toChoose?: boolean): void
  /** Says that only a run tells which one the value at hand is of several. */
  leaveUndecided(): void
  /** Works out what a call gives: unknown behind more calls than one expression may lead to. */
  following(work: () => Value): Value
  /** Does some work for each of several values, which may lead to as many calls as one expression. */
  eachOf<T, R>(all: readonly T[], work: (one: T, index: number) => R): readonly R[]
}

interface Evaluated {
  readonly value: Value
  /** What is wanted, and whether only to choose by it. */
  readonly wanted: ReadonlyMap<Wanted, boolean> | null
  readonly isUndecided: boolean
}

/** Calls that one expression, or one item of a list, may lead to: budgets, not hangs. */
const mostCalls = 200

export function createMemory(journal: Journal): Memory {
  /** Being worked out now: what is met again refers to itself. */
  const active = new Set<unknown>()
  /** Values by node, as long as what they depend on is the same. */
  const known = new WeakMap<ts.Node, Kept<Evaluated>>()
  /** The same of nodes in functions that are called, by what is known inside of the call. */
  const inScopes = new WeakMap<Scope, WeakMap<ts.Node, Kept<Evaluated>>>()
  /** What the value that is worked out for somebody who asks wants to know. */
  let wanted: Map<Wanted, boolean> | null = null
  let [isAsked, isUndecided] = [false, false]
  let scope: Scope | null = null
  /** The calls that are followed, one in the other, and all that the expression led to. */
  let [depth, calls] = [0, 0]

  function once<T>(key: unknown, work: () => T, again: T): T {
    if (active.has(key)) return again
    if (active.size === 0) calls = 0
    active.add(key)
    try {
      return work()
    } finally {
      active.delete(key)
    }
  }

  function following(work: () => Value): Value {
    if (++calls > mostCalls) return unknown
    depth++
    try {
      return work()
    } finally {
      depth--
    }
  }

  /** Within a call that is followed, all of them count as one: lists of lists would have no end. */
  function eachOf<T, R>(all: readonly T[], work: (one: T, index: number) => R): readonly R[] {
    const before = calls
    return all.map((one, index) => {
      if (depth === 0) calls = before
      return work(one, index)
    })
  }

  function within<T>(inner: Scope | null, work: () => T): T {
    const outer = scope
    scope = inner
    try {
      return work()
    } finally {
      scope = outer
    }
  }

  function remembered(node: ts.Node, compute: () => Value): Value {
    const own = scopeAround(node, scope)
    if (own !== scope) return within(own, () => remembered(node, compute))
    const values = own === null ? known : knownIn(own)
    const before = values.get(node)
    if (active.has(node) && (before === undefined || !journal.isCurrent(before))) return unknown
    const kept = journal.keep(before, () => within(own, () => evaluated(() => once(node, compute, unknown))))
    if (kept !== before) values.set(node, kept)
    kept.value.wanted?.forEach((toChoose, one) => want(one, toChoose))
    isUndecided ||= kept.value.isUndecided
    return kept.value.value
  }

  function knownIn(own: Scope): WeakMap<ts.Node, Kept<Evaluated>> {
    let values = inScopes.get(own)
    if (values === undefined) inScopes.set(own, (values = new WeakMap()))
    return values
  }

  function evaluated(compute: () => Value): Evaluated {
    const outer = { wanted, isAsked, isUndecided }
    ;[wanted, isAsked, isUndecided] = [null, true, false]
    try {
      return { value: compute(), wanted, isUndecided }
    } finally {
      ;({ wanted, isAsked, isUndecided } = outer)
    }
  }

  function want(one: Wanted, toChoose = false): void {
    if (isAsked) wanted = (wanted ?? new Map()).set(one, toChoose && wanted?.get(one) !== false)
  }

  return {
    scope: () => scope,
    within,
    remembered,
    once,
    guarded: (key, compute) => once(key, compute, unknown),
    asking(compute) {
      const { value, wanted, isUndecided } = evaluated(compute)
      const making = new Set([...(wanted ?? [])].flatMap(([one, toChoose]) => (toChoose ? [] : [one])))
      // What others may add to a list or an object is left out: what it has, it has.
      return { value, wanted: new Set(wanted?.keys()), making, isOpen: [...making].some((one) => !isContainer(one)), isUndecided }
    },
    want,
    leaveUndecided: () => void (isUndecided = true),
    following,
    eachOf,
  }
}
