import { ts } from 'ts-morph'
import { createCallScopes, scopeAround, walked } from '../calls/callScopes'
import { choice } from './choice'
import { evaluateDeclaration } from './evaluateDeclaration'
import { evaluateExpression } from './evaluateExpression'
import { canBeReached, type FunctionNode } from '../syntax/functionAround'
import { isMadeOnce } from './grown'
import { identity, nodeId } from './identity'
import { isReached } from '../calls/isReached'
import type { Item } from './item'
import type { Kept } from '../journal/journal'
import { memberOf } from './members'
import { exportedValue, importedValue } from './moduleValues'
import { waysInto } from '../calls/waysInto'
import { passedTo } from '../calls/passedTo'
import type { Project } from '../modules/project'
import { returnedExpressions, yieldedExpressions } from '../syntax/returnedExpressions'
import {
  alternatives,
  constant,
  isContainer,
  list,
  unknown,
  withItem,
  type FunctionValue,
  type ListNode,
  type Scope,
  type Value,
} from './value'
import { createKept } from '../journal/works'
import type { Given } from '../calls/given'

// Works out what an expression stands for by following names through scopes, files and parameters: no type checker (it answers
// `string` for an imported template constant, and costs ten times as much).

export interface Evaluator {
  readonly project: Project
  evaluate(node: ts.Expression): Value
  /** Works out the value of a node once; where it stands in a function that is being called, once for each scope. */
  remembered(node: ts.Node, compute: () => Value): Value
  /** The value that a declaration, found by `lookup`, gives its name. */
  declared(node: ts.Node): Value
  /** The class that an imported name is an instance of; null for all else. Who asks depends on that alone, not on the value. */
  importedInstance(node: ts.ImportSpecifier): ts.ClassLikeDeclaration | null
  /** `value.name`. */
  member(value: Value, name: string): Value
  /** What a file exports under a name. */
  exported(file: string, name: string): Value
  /** What `specifier` gives in `file`: its namespace, or one of its names. */
  imported(file: string, specifier: string, name: string | null): Value
  /** What is passed for a parameter in the call at hand, or by all calls that were bound; null when nothing is known of it. */
  passed(parameter: ts.ParameterDeclaration): Value | null
  /** Computes a value, which is unknown where it needs itself. */
  guarded(key: unknown, compute: () => Value): Value
  /** Does some work as inside a call of a function with these arguments. */
  calling<T>(called: Omit<FunctionValue, 'kind'>, args: readonly Value[], work: () => T): T
  /** What is read of a node in a function in each call of that which is known, or the one that a scope is in; in that scope where none is; `again` where it is being read already. */
  inEachCall<T>(node: ts.Node, scope: Scope | null, read: (call?: Given['call']) => T, again: T): readonly T[]
  /** What a call of a function with these arguments returns. */
  returned(called: Omit<FunctionValue, 'kind'>, args: readonly Value[]): Value
  /** Does some work as inside of a scope; null for none. */
  within<T>(scope: Scope | null, work: () => T): T
  /** Does some work as where an item of a walk is at hand; undefined for none. */
  atItem<T>(item: Item | undefined, work: () => T): T
  /** The place of the item at hand in a walk; null outside of it. */
  indexIn(walk: ts.Node): number | null
  /** Gives a value that is made at a node the scope that it is made in. */
  scoped<T extends Extract<Value, { kind: 'object' | 'instance' | 'function' | 'made' }>>(value: T): T
  scopeOf(scope: Omit<Scope, 'id'>): Scope
  /** The scope at hand. */
  scope(): Scope | null
  /** What `this` is in the call at hand; null where that is not known. */
  self(): Value | null
  /** Adds what calls pass for a parameter. */
  bind(parameter: ts.ParameterDeclaration, value: Value): void
  /** Adds a class that extends `base`. */
  addSubclass(base: ts.ClassLikeDeclaration, subclass: ts.ClassLikeDeclaration): void
  subclasses(base: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[]
  /** The value of an expression, and what else would have to be known for all of it. `isOpen`: callers or subclasses may tell something that is not among the value. */
  evaluateAsking(node: ts.Expression): AskedValue & { readonly isOpen: boolean }
  /** Says that the evaluation at hand would need this; `toChoose`: to say which it is of what is told. */
  want(wanted: Wanted, toChoose?: boolean): void
}

/** What callers pass for a parameter, or all of a function's `arguments`; what subclasses put in place of a class's members; what others add to a list or an object. */
type Wanted = ts.ParameterDeclaration | FunctionNode | ts.ClassLikeDeclaration | ListNode | ts.ObjectLiteralExpression

/** A value, and what else would have to be known for all of it. */
export interface AskedValue {
  readonly value: Value
  readonly wanted: ReadonlySet<Wanted>
}

interface Evaluated {
  readonly value: Value
  /** What is wanted, and whether only to choose by it. */
  readonly wanted: ReadonlyMap<Wanted, boolean> | null
}

/** Deeper than this is a recursion of the app, not a constant. */
const deepestCall = 16
/** Calls that one expression may lead to: budgets, not hangs. */
const mostCalls = 200

export function createEvaluator(project: Project): Evaluator {
  const { journal } = project
  /** Being evaluated now: what is met again refers to itself, and is unknown. */
  const active = new Set<unknown>()
  /** Values by node, as long as what they depend on is the same. Each with what it wanted, for those who ask a second time. */
  const known = new WeakMap<ts.Node, Kept<Evaluated>>()
  /** The same of nodes in functions that are called, by what is known inside of the call. */
  const inScopes = new WeakMap<Scope, WeakMap<ts.Node, Kept<Evaluated>>>()
  const instances = createKept<ts.Node, ts.ClassLikeDeclaration | null>(journal)
  /** What the value that is worked out for somebody who asks wants to know. */
  let wanted: Map<Wanted, boolean> | null = null
  let isAsked = false
  const scopeOf = createCallScopes()
  let scope: Scope | null = null
  let depth = 0
  let calls = 0

  const evaluator: Evaluator = {
    project,
    evaluate: (node) => evaluateExpression(evaluator, node),
    remembered,
    evaluateAsking(node) {
      const { value, wanted } = asking(() => evaluator.evaluate(node))
      // What others may add to a list or an object is left out: what it has, it has.
      const isOpen = [...(wanted ?? [])].some(([one, toChoose]) => !toChoose && !isContainer(one))
      return { value, wanted: new Set(wanted?.keys()), isOpen }
    },
    want,
    guarded,
    declared: (node) => remembered(node, () => evaluateDeclaration(evaluator, node)),
    importedInstance: (node) =>
      instances(node, () => {
        const value = evaluator.declared(node)
        return value.kind === 'instance' ? value.node : null
      }),
    member: (value, name) => memberOf(evaluator, value, name),
    exported: (file, name) => guarded(`${file}\0${name}`, () => exportedValue(evaluator, file, name)),
    imported: (file, specifier, name) => importedValue(evaluator, file, specifier, name),
    returned,
    self() {
      for (let one = scope; one !== null; one = one.outer) if (one.self !== null) return one.self
      return null
    },
    calling,
    within,
    inEachCall<T>(node: ts.Node, otherwise: Scope | null, read: (call?: Given['call']) => T, again: T) {
      const around = ts.findAncestor(node, (one): one is FunctionNode => ts.isFunctionLike(one) && 'body' in one)
      // Not the node itself, which what is read may evaluate.
      const key = `each call ${nodeId(node)}`
      if (isCallOf(otherwise, around)) return [within(otherwise, () => once(key, read, again))]
      const calls = around === undefined ? [] : callsOf(around)
      const ways = calls.flatMap((given) => waysInto(evaluator, given))
      const known = ways.map((way) => way.within(() => once(key, () => read(way.call), again)))
      if (known.length > 0) return known
      around?.parameters.forEach((one) => want(one))
      return [within(otherwise, () => once(key, read, again))]
    },
    scoped,
    atItem(item, work) {
      if (item === undefined) return work()
      const here = <T>(read: () => T): T =>
        within(scopeOf({ of: walked(item.walk), passed: new Map(), self: null, item, outer: scope }), read)
      return evaluator.atItem(item.around, () => here(work))
    },
    indexIn(walk) {
      for (let one = scope; one !== null; one = one.outer) if (one.item?.walk === walk) return one.item.index
      return null
    },
    scopeOf,
    scope: () => scope,
    passed(parameter) {
      for (let one = scope; one !== null; one = one.outer) {
        const inCall = one.passed.get(parameter)
        if (inCall !== undefined) return asGrown(inCall)
      }
      const values = journal.told('passed', parameter) as readonly Value[]
      // Callers that are not known yet may pass what a name is made of; of the SDK, one is enough. A callback has none.
      const isSdk = values.length > 0 && values.every(({ kind }) => kind === 'sdk' || kind === 'module' || kind === 'made')
      if (!isSdk && canBeReached(parameter.parent)) want(parameter)
      return values.length === 0 ? null : choice(values.map(asGrown))
    },
    bind(parameter, value) {
      for (const one of alternatives(value)) journal.tell('passed', parameter, identity(one), one)
    },
    addSubclass: (base, subclass) => journal.tell('subclass', base, subclass, subclass),
    subclasses: (base) => journal.told('subclass', base) as readonly ts.ClassLikeDeclaration[],
  }

  /** The calls of a function: while files are visited, those that were met so far. */
  function callsOf(node: FunctionNode): readonly Given[] {
    const topic = journal.isTold('called', node) ? 'called' : 'met'
    return journal.told(topic, node) as readonly Given[]
  }

  /** A list that was passed, with what was added to it since. */
  function asGrown(value: Value): Value {
    if ((value.kind !== 'list' && value.kind !== 'map') || value.node === undefined || !isMadeOnce(value.node)) return value
    const { node, item } = value
    const now = within(null, () => evaluator.evaluate(node))
    // Where it is being worked out, that is for those who do.
    return now.kind === 'unknown' ? value : withItem(now, item)
  }

  function want(one: Wanted, toChoose = false): void {
    if (isAsked) wanted = (wanted ?? new Map()).set(one, toChoose && wanted?.get(one) !== false)
  }

  /** Evaluates once at a time: what needs itself is unknown. */
  function guarded(key: unknown, compute: () => Value): Value {
    return once(key, compute, unknown)
  }

  function once<T>(key: unknown, compute: () => T, again: T): T {
    if (active.has(key)) return again
    if (active.size === 0) calls = 0
    active.add(key)
    try {
      return compute()
    } finally {
      active.delete(key)
    }
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

  /** Evaluates a node once, and once for each scope where it stands in a function that is being called: there it hangs on the arguments. */
  function remembered(node: ts.Node, compute: () => Value): Value {
    const own = scopeAround(node, scope)
    if (own !== scope) return within(own, () => remembered(node, compute))
    const values = own === null ? known : knownIn(own)
    const before = values.get(node)
    if (active.has(node) && (before === undefined || !journal.isCurrent(before))) return unknown
    const kept = journal.keep(before, () => within(own, () => asking(() => guarded(node, compute))))
    if (kept !== before) values.set(node, kept)
    kept.value.wanted?.forEach((toChoose, one) => want(one, toChoose))
    return kept.value.value
  }

  function knownIn(own: Scope): WeakMap<ts.Node, Kept<Evaluated>> {
    let values = inScopes.get(own)
    if (values === undefined) inScopes.set(own, (values = new WeakMap()))
    return values
  }

  /** Works a value out, and what it wants to know. */
  function asking(compute: () => Value): Evaluated {
    const outer = { wanted, isAsked }
    ;[wanted, isAsked] = [null, true]
    try {
      return { value: compute(), wanted }
    } finally {
      ;({ wanted, isAsked } = outer)
    }
  }

  function scoped<T extends Extract<Value, { kind: 'object' | 'instance' | 'function' | 'made' }>>(value: T): T {
    // A function is not made in a call of its own.
    const own = scopeAround(value.node.parent, scope)
    return own === null ? value : { ...value, scope: own }
  }

  function returned(called: Omit<FunctionValue, 'kind'>, args: readonly Value[]): Value {
    const isGenerator = called.node.asteriskToken !== undefined
    const results = isGenerator ? yieldedExpressions(called.node) : returnedExpressions(called.node)
    if (results.length === 0 || depth >= deepestCall || ++calls > mostCalls) return unknown
    return calling(called, args, () => {
      if (isGenerator) return list(results.flatMap(yielded), true)
      // `switch (status) { case 'paid': return …; case 'sent': return … }`
      const told = results.length < 2 ? results : results.filter((result) => isReached(evaluator, result, called.node))
      return told.length === 0 ? constant(undefined) : choice(told.map((result) => evaluator.evaluate(result)))
    })
  }

  /** What `yield` gives whoever walks through what is generated. */
  function yielded(node: ts.Expression): readonly Value[] {
    const { asteriskToken, expression } = node as ts.YieldExpression
    if (expression === undefined) return [constant(undefined)]
    const all = alternatives(evaluator.evaluate(expression))
    return asteriskToken === undefined ? all : all.flatMap((one) => (one.kind === 'list' ? one.of : [unknown]))
  }

  function calling<T>(called: Omit<FunctionValue, 'kind'>, args: readonly Value[], work: () => T): T {
    const { node, scope: outer, bound = [] } = called
    depth++
    try {
      return within(scopeOf({ of: node, passed: passedTo(node, [...bound, ...args]), self: null, item: null, outer: outer ?? null }), work)
    } finally {
      depth--
    }
  }

  return evaluator
}

/** Whether a scope is in a call of a function. */
function isCallOf(scope: Scope | null, called: FunctionNode | undefined): boolean {
  for (let one = scope; one !== null; one = one.outer) if (one.of === called) return true
  return false
}
