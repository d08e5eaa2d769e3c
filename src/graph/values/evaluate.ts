import type { ts } from 'ts-morph'
import { createCallScopes, scopeAround, walked } from '../calls/callScopes'
import { choice } from './choice'
import { evaluateDeclaration } from './evaluateDeclaration'
import { evaluateExpression } from './evaluateExpression'
import { canBeReached } from '../syntax/functionAround'
import { isMadeOnce } from './grown'
import { identity } from './identity'
import type { Item } from './item'
import { memberOf } from './members'
import { createMemory, type Asked, type Memory } from './memory'
import { exportedValue, importedValue } from './moduleValues'
import { passedTo } from '../calls/passedTo'
import type { Project } from '../modules/project'
import { returned } from './returned'
import { alternatives, withItem, unknown, type FunctionValue, type Scope, type Value } from './value'
import { createKept } from '../journal/works'

// Works out what an expression stands for by following names through scopes, files and parameters: no type checker (it answers
// `string` for an imported template constant, and costs ten times as much).

export interface Evaluator extends Omit<Memory, 'asking'> {
  readonly project: Project
  evaluate(node: ts.Expression): Value
  /** The value of an expression, and what else would have to be known for all of it. */
  evaluateAsking(node: ts.Expression): Asked
  /** The value that a declaration, found by `lookup`, gives its name. */
  declared(node: ts.Node): Value
  /** What a value is made of, whoever calls, and not only chosen by. Who asks depends on that alone, not on the value. */
  makingOf(node: ts.Expression): readonly ts.Node[]
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
  /** Does some work as inside a call of a function with these arguments. */
  calling<T>(called: Omit<FunctionValue, 'kind'>, args: readonly Value[], work: () => T): T
  /** What a call of a function with these arguments returns. */
  returned(called: Omit<FunctionValue, 'kind'>, args: readonly Value[]): Value
  /** Does some work as where an item of a walk is at hand; undefined for none. */
  atItem<T>(item: Item | undefined, work: () => T): T
  /** The place of the item at hand in a walk; null outside of it. */
  indexIn(walk: ts.Node): number | null
  /** Gives a value that is made at a node the scope that it is made in. */
  scoped<T extends Extract<Value, { kind: 'object' | 'class' | 'instance' | 'built' | 'function' | 'made' }>>(value: T): T
  scopeOf(scope: Omit<Scope, 'id'>): Scope
  /** What `this` is in the call at hand; null where that is not known. */
  self(): Value | null
  /** Adds what calls pass for a parameter. */
  bind(parameter: ts.ParameterDeclaration, value: Value): void
  /** Adds a class that extends `base`. */
  addSubclass(base: ts.ClassLikeDeclaration, subclass: ts.ClassLikeDeclaration): void
  subclasses(base: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[]
}

/** Deeper than this is a recursion of the app, not a constant. */
const deepestCall = 16

export function createEvaluator(project: Project): Evaluator {
  const { journal } = project
  const memory = createMemory(journal)
  const instances = createKept<ts.Node, ts.ClassLikeDeclaration | null>(journal)
  const makings = createKept<ts.Node, readonly ts.Node[]>(journal)
  const scopeOf = createCallScopes()
  let depth = 0

  const evaluator: Evaluator = {
    ...memory,
    project,
    evaluate: (node) => evaluateExpression(evaluator, node),
    evaluateAsking: (node) => memory.asking(() => evaluator.evaluate(node)),
    declared: (node) => memory.remembered(node, () => evaluateDeclaration(evaluator, node)),
    makingOf: (node) => makings(node, () => [...memory.within(null, () => evaluator.evaluateAsking(node)).making]),
    importedInstance: (node) =>
      instances(node, () => {
        const value = evaluator.declared(node)
        return value.kind === 'instance' ? value.node : null
      }),
    member: (value, name) => memberOf(evaluator, value, name),
    exported: (file, name) => memory.guarded(`${file}\0${name}`, () => exportedValue(evaluator, file, name)),
    imported: (file, specifier, name) => importedValue(evaluator, file, specifier, name),
    returned: (called, args) => (depth >= deepestCall ? unknown : returned(evaluator, called, args)),
    self: () => ofScopes(({ self }) => self),
    indexIn: (walk) => ofScopes(({ item }) => (item?.walk === walk ? item.index : null)),
    calling({ node, scope: outer = null, bound = [] }, args, work) {
      depth++
      try {
        return memory.within(scopeOf({ of: node, passed: passedTo(node, [...bound, ...args]), self: null, item: null, outer }), work)
      } finally {
        depth--
      }
    },
    scoped(value) {
      // A function is not made in a call of its own.
      const own = scopeAround(value.node.parent, memory.scope())
      return own === null ? value : { ...value, scope: own }
    },
    atItem(item, work) {
      if (item === undefined) return work()
      return evaluator.atItem(item.around, () =>
        memory.within(scopeOf({ of: walked(item.walk), passed: new Map(), self: null, item, outer: memory.scope() }), work),
      )
    },
    scopeOf,
    passed(parameter) {
      const inCall = ofScopes(({ passed }) => passed.get(parameter) ?? null)
      if (inCall !== null) return asGrown(inCall)
      const values = journal.told('passed', parameter) as readonly Value[]
      // Callers that are not known yet may pass what a name is made of; of the SDK, one is enough. A callback has none.
      const isSdk = values.length > 0 && values.every(({ kind }) => kind === 'sdk' || kind === 'module')
      if (!isSdk && canBeReached(parameter.parent)) evaluator.want(parameter)
      return values.length === 0 ? null : choice(values.map(asGrown))
    },
    bind(parameter, value) {
      for (const one of alternatives(value)) journal.tell('passed', parameter, identity(one), one)
    },
    addSubclass: (base, subclass) => journal.tell('subclass', base, subclass, subclass),
    subclasses: (base) => journal.told('subclass', base) as readonly ts.ClassLikeDeclaration[],
  }

  /** What the innermost scope tells that tells something. */
  function ofScopes<T>(tells: (scope: Scope) => T | null): T | null {
    for (let one = memory.scope(); one !== null; one = one.outer) {
      const told = tells(one)
      if (told !== null) return told
    }
    return null
  }

  /** A list that was passed, with what was added to it since. */
  function asGrown(value: Value): Value {
    if ((value.kind !== 'list' && value.kind !== 'map') || value.node === undefined || !isMadeOnce(value.node)) return value
    const { node, item } = value
    const now = memory.within(null, () => evaluator.evaluate(node))
    // Where it is being worked out, that is for those who do.
    return now.kind === 'unknown' ? value : withItem(now, item)
  }

  return evaluator
}
