import { ts } from 'ts-morph'
import { calculate, compared, prefixed } from './calculate'
import { createCallScopes, scopeAround, walked } from './callScopes'
import { passedToConstructors, superMember, thisValue } from './classMembers'
import { evaluateCall } from './evaluateCall'
import type { Given } from './eventCalls'
import { evaluateDeclaration, withType } from './evaluateDeclaration'
import { canBeReached } from './functionAround'
import type { Kept } from './journal'
import { isReached } from './isReached'
import { anyMember, memberOf } from './members'
import { exportedValue, importedValue } from './moduleValues'
import type { Project } from './project'
import { passedTo } from './passedTo'
import { returnedExpressions } from './returnedExpressions'
import { makesRouter } from './routers'
import { lookup } from './scope'
import { allowedMember } from './typedMember'
import { unwrapped } from './unwrapped'
import {
  alternatives,
  choice,
  constant,
  identity,
  joinText,
  list,
  unknown,
  withItem,
  type FunctionNode,
  type FunctionValue,
  type Scope,
  type Value,
  truth,
  type Item,
} from './value'

// Works out what an expression stands for by following names through scopes, files and parameters: no type checker (it answers
// `string` for an imported template constant, and costs ten times as much).

export interface Evaluator {
  readonly project: Project
  evaluate(node: ts.Expression): Value
  /** The value that a declaration, found by `lookup`, gives its name. */
  declared(node: ts.Node): Value
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
  /** What an expression in a function gives in each call of it that is known; in a scope where none is. */
  inEachCall(node: ts.Expression, scope: Scope | null): readonly Value[]
  /** What a call of a function with these arguments returns. */
  returned(called: Omit<FunctionValue, 'kind'>, args: readonly Value[]): Value
  /** Does some work as inside of a scope; null for none. */
  within<T>(scope: Scope | null, work: () => T): T
  /** Does some work as where an item of a walk is at hand. */
  atItem<T>(item: Item, work: () => T): T
  /** The place of the item at hand in a walk; null outside of it. */
  indexIn(walk: ts.Node): number | null
  /** Gives a value that is made at a node the scope that it is made in. */
  scoped<T extends Extract<Value, { scope?: Scope }>>(value: T): T
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
  /** The value of an expression, and what else would have to be known for all of it. */
  evaluateAsking(node: ts.Expression): { readonly value: Value; readonly wanted: ReadonlySet<Wanted> }
  /** Says that the evaluation at hand would need this. */
  want(wanted: Wanted): void
}

const globalConstants: ReadonlyMap<string, Value> = new Map([
  ['undefined', constant(undefined)],
  ['NaN', constant(NaN)],
  ['Infinity', constant(Infinity)],
])

/** What callers pass for a parameter; what subclasses put in place of a class's members. */
type Wanted = ts.ParameterDeclaration | ts.ClassLikeDeclaration

interface Evaluated {
  readonly value: Value
  readonly wanted: ReadonlySet<Wanted> | null
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
  /** What the value that is worked out for somebody who asks wants to know. */
  let wanted: Set<Wanted> | null = null
  let isAsked = false
  const scopeOf = createCallScopes()
  let scope: Scope | null = null
  let depth = 0
  let calls = 0

  const evaluator: Evaluator = {
    project,
    evaluate,
    evaluateAsking(node) {
      const { value, wanted } = asking(() => evaluate(node))
      return { value, wanted: wanted ?? new Set() }
    },
    want,
    guarded,
    declared: (node) => remembered(node, () => evaluateDeclaration(evaluator, node)),
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
    inEachCall(node, otherwise) {
      const around = ts.findAncestor(node, (one): one is FunctionNode => ts.isFunctionLike(one) && 'body' in one)
      const calls = around === undefined ? [] : (journal.told('called', around) as readonly Given[])
      const known = calls.map(({ to, args }) => calling(to, args, () => guarded(node, () => evaluate(node))))
      if (known.length > 0) return known
      around?.parameters.forEach(want)
      return [within(otherwise, () => guarded(node, () => evaluate(node)))]
    },
    scoped,
    atItem: (item, work) => within(scopeOf({ of: walked(item.walk), passed: new Map(), self: null, item, outer: scope }), work),
    indexIn(walk) {
      for (let one = scope; one !== null; one = one.outer) if (one.item?.walk === walk) return one.item.index
      return null
    },
    scopeOf,
    scope: () => scope,
    passed(parameter) {
      for (let one = scope; one !== null; one = one.outer) {
        const inCall = one.passed.get(parameter)
        if (inCall !== undefined) return inCall
      }
      const values = journal.told('passed', parameter) as readonly Value[]
      // Callers that are not known yet may pass what a name is made of; of the SDK, one is enough. A callback has none.
      const isSdk = values.length > 0 && values.every(({ kind }) => kind === 'sdk' || kind === 'module' || kind === 'made')
      if (!isSdk && canBeReached(parameter.parent)) want(parameter)
      return values.length === 0 ? null : choice(values)
    },
    bind(parameter, value) {
      for (const one of alternatives(value)) journal.tell('passed', parameter, identity(one), one)
    },
    addSubclass: (base, subclass) => journal.tell('subclass', base, subclass, subclass),
    subclasses: (base) => journal.told('subclass', base) as readonly ts.ClassLikeDeclaration[],
  }

  function want(one: Wanted): void {
    if (isAsked) wanted = (wanted ?? new Set()).add(one)
  }

  /** Evaluates once at a time: what needs itself is unknown. */
  function guarded(key: unknown, compute: () => Value): Value {
    if (active.has(key)) return unknown
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

  /** Evaluates a node once, unless it stands in a function that is being called: there it hangs on the arguments. */
  function remembered(node: ts.Node, compute: () => Value): Value {
    const own = scopeAround(node, scope)
    if (own !== scope) return within(own, () => remembered(node, compute))
    if (own !== null) return guarded(node, compute)
    const before = known.get(node)
    if (active.has(node) && (before === undefined || !journal.isCurrent(before))) return unknown
    const kept = journal.keep(before, () => within(null, () => asking(() => guarded(node, compute))))
    if (kept !== before) known.set(node, kept)
    kept.value.wanted?.forEach(want)
    return kept.value.value
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

  function evaluate(node: ts.Expression): Value {
    if (ts.isStringLiteralLike(node)) return { kind: 'constant', value: node.text, literal: node }
    if (ts.isIdentifier(node)) return identifier(node)
    if (ts.isPropertyAccessExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return superMember(evaluator, node)
      return access(node, node.expression, constant(node.name.text))
    }
    if (ts.isElementAccessExpression(node)) return access(node, node.expression, evaluate(node.argumentExpression))
    if (ts.isNumericLiteral(node)) return constant(Number(node.text))
    if (ts.isTemplateExpression(node)) return eachRepeated(node, () => template(node))
    if (ts.isCallExpression(node)) return remembered(node, () => evaluateCall(evaluator, node))
    if (ts.isBinaryExpression(node)) return binary(node)
    if (ts.isConditionalExpression(node)) {
      const isTrue = decides(node.condition)
      if (isTrue !== null) return evaluate(isTrue ? node.whenTrue : node.whenFalse)
      return choice([evaluate(node.whenTrue), evaluate(node.whenFalse)])
    }
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return scoped({ kind: 'function', node })
    if (ts.isObjectLiteralExpression(node)) return scoped({ kind: 'object', node })
    if (ts.isClassExpression(node)) return { kind: 'class', node }
    if (ts.isArrayLiteralExpression(node)) return listed(node.elements)
    if (ts.isNewExpression(node)) return remembered(node, () => made(node))
    if (ts.isPrefixUnaryExpression(node)) return prefixed(node.operator, evaluate(node.operand))
    const inner = unwrapped(node)
    if (inner !== null) return ts.isAssertionExpression(node) ? withType(evaluator, evaluate(inner), node.type) : evaluate(inner)
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword:
        return constant(true)
      case ts.SyntaxKind.FalseKeyword:
        return constant(false)
      case ts.SyntaxKind.NullKeyword:
        return constant(null)
      case ts.SyntaxKind.ThisKeyword:
      case ts.SyntaxKind.SuperKeyword:
        return thisValue(evaluator, node)
      default:
        return unknown
    }
  }

  function template({ head, templateSpans }: ts.TemplateExpression): Value {
    return templateSpans.reduce(
      (left, span) => joinText(joinText(left, present(evaluate(span.expression))), constant(span.literal.text)),
      constant(head.text),
    )
  }

  /** Of a name that stands several times in a text, each alternative by itself: `${a}.${a}`. */
  function eachRepeated(node: ts.TemplateExpression, read: () => Value): Value {
    const names = node.templateSpans.map(({ expression }) => expression).filter(ts.isIdentifier)
    const repeated = names.find((one, index) => names.findIndex(({ text }) => text === one.text) < index)
    const walk = repeated === undefined ? null : lookup(repeated, repeated.text)
    const { length } = walk === null ? [] : alternatives(evaluate(repeated!))
    if (walk === null || length < 2) return read()
    const at = (index: number): Scope => scopeOf({ of: node, passed: new Map(), self: null, item: { walk, index }, outer: scope })
    return choice(Array.from({ length }, (_, index) => within(at(index), read)))
  }

  /** What a condition comes to, whoever calls; null where that is not told. */
  function decides(condition: ts.Expression): boolean | null {
    const { value, wanted } = evaluator.evaluateAsking(condition)
    wanted.forEach(want)
    return wanted.size > 0 ? null : truth(value)
  }

  /** `names[key]`: a key that is not known may have no value. */
  function mayBeMissing(node: ts.Expression): boolean {
    const inner = unwrapped(node)
    if (inner !== null) return mayBeMissing(inner)
    return ts.isElementAccessExpression(node) && evaluate(node.argumentExpression).kind !== 'constant'
  }

  function listed(elements: readonly ts.Expression[]): Value {
    let isLoose = false
    const of = elements.flatMap((element): readonly Value[] => {
      if (!ts.isSpreadElement(element)) return [evaluate(element)]
      const spread = evaluate(element.expression)
      // After a list of unknown length no place is known.
      if (spread.kind !== 'list' || spread.isLoose === true) isLoose = true
      return alternatives(spread).flatMap((one) => (one.kind === 'list' ? one.of : [unknown]))
    })
    return list(of, isLoose)
  }

  function identifier(node: ts.Identifier): Value {
    const declaration = lookup(node, node.text)
    if (declaration !== null) {
      const value = evaluator.declared(declaration)
      const atHand = scope === null || value.kind !== 'choice' ? null : evaluator.indexIn(declaration)
      return atHand === null ? value : (alternatives(value)[atHand] ?? value)
    }
    // What a CommonJS module gives: exports.name
    if (node.text === 'exports') return { kind: 'module', file: node.getSourceFile().fileName }
    return globalConstants.get(node.text) ?? unknown
  }

  function access(node: ts.Expression, object: ts.Expression, key: Value): Value {
    return remembered(node, () => {
      if (key.kind !== 'choice') {
        const value = keyed(evaluate(object), key)
        return value.kind === 'unknown' && !isCallee(node) ? allowedMember(evaluator, node) : value
      }
      return choice(key.of.map((one) => withItem(keyed(evaluate(object), one), one.item)))
    })
  }

  function keyed(object: Value, key: Value): Value {
    return key.kind === 'constant' ? evaluator.member(object, String(key.value)) : anyMember(evaluator, object)
  }

  function binary(node: ts.BinaryExpression): Value {
    // A long concatenation leans left: walked down in a loop, so that its length is no depth of ours.
    const spine: ts.BinaryExpression[] = []
    let left: ts.Expression = node
    while (ts.isBinaryExpression(left)) {
      spine.push(left)
      left = left.left
    }
    return spine.reduceRight((value, one) => operate(value, one), evaluate(left))
  }

  function operate(left: Value, { operatorToken: { kind: operator }, right: rightNode, left: leftNode }: ts.BinaryExpression): Value {
    switch (operator) {
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.BarBarEqualsToken:
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.QuestionQuestionEqualsToken: {
        const isOr = operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.BarBarEqualsToken
        const decides = (value: Value): boolean =>
          (value.kind === 'constant' && (isOr ? Boolean(value.value) : value.value !== null && value.value !== undefined)) ||
          !['constant', 'unknown', 'choice'].includes(value.kind)
        const kept = alternatives(left).filter((value) => value.kind !== 'constant' || decides(value))
        const isDecided = kept.length === alternatives(left).length && kept.every(decides) && !mayBeMissing(leftNode)
        return isDecided ? choice(kept) : choice([...kept, evaluate(rightNode)])
      }
      case ts.SyntaxKind.AmpersandAmpersandToken: {
        const right = evaluate(rightNode)
        // What is called or asked for its members is taken to be there: `options && options.emit`.
        const isData = alternatives(right).some(({ kind }) => kind === 'constant' || kind === 'text' || kind === 'object')
        return isData && truth(left) !== true ? choice([constant(undefined), right]) : right
      }
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.CommaToken:
        return evaluate(rightNode)
      case ts.SyntaxKind.EqualsEqualsEqualsToken:
      case ts.SyntaxKind.EqualsEqualsToken:
        return compared(left, evaluate(rightNode), true)
      case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      case ts.SyntaxKind.ExclamationEqualsToken:
        return compared(left, evaluate(rightNode), false)
      case ts.SyntaxKind.PlusToken: {
        const right = evaluate(rightNode)
        return calculate(left, operator, right) ?? (isText(left) || isText(right) ? joinText(left, right) : unknown)
      }
      default:
        return calculate(left, operator, evaluate(rightNode)) ?? unknown
    }
  }

  function scoped<T extends Extract<Value, { scope?: Scope }>>(value: T): T {
    // A function is not made in a call of its own.
    const own = scopeAround(value.node.parent, scope)
    return own === null ? value : { ...value, scope: own }
  }

  function made(node: ts.NewExpression): Value {
    const { expression: callee, arguments: args = [] } = node
    if (ts.isIdentifier(callee) && (callee.text === 'Map' || callee.text === 'Set') && lookup(node, callee.text) === null) {
      const items: Value = args[0] === undefined ? { kind: 'list', of: [] } : evaluate(args[0])
      if (items.kind !== 'list') return unknown
      // A set is walked like a list, and has no places.
      return callee.text === 'Map' ? { kind: 'map', of: items.of } : { ...items, isLoose: true }
    }
    const instances = alternatives(evaluate(callee)).map((one): Value => {
      if (one.kind === 'unknown' && makesRouter(evaluator, node)) return { kind: 'made', part: 'router', node, of: null }
      if (one.kind !== 'class') return unknown
      const passed = passedToConstructors(evaluator, one.node, args)
      return {
        kind: 'instance',
        node: one.node,
        scope: scopeOf({ of: one.node, passed, self: null, item: null, outer: scopeAround(one.node, scope) }),
      }
    })
    return choice(instances)
  }

  function returned(called: Omit<FunctionValue, 'kind'>, args: readonly Value[]): Value {
    const results = returnedExpressions(called.node)
    if (results.length === 0 || depth >= deepestCall || ++calls > mostCalls) return unknown
    return calling(called, args, () => {
      // `switch (status) { case 'paid': return …; case 'sent': return … }`
      const told = results.length < 2 ? results : results.filter((result) => isReached(evaluator, result, called.node))
      return told.length === 0 ? constant(undefined) : choice(told.map((result) => evaluate(result)))
    })
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

/** A value that may be missing is not made a name of where it is: there is a check for that before. */
function present(value: Value): Value {
  const there = alternatives(value).filter((one) => one.kind !== 'constant' || (one.value !== null && one.value !== undefined))
  return there.length === 0 ? value : choice(there)
}

function isCallee(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node
}

function isText(value: Value): boolean {
  return (
    value.kind === 'text' ||
    alternatives(value).some((one) => one.kind === 'text' || (one.kind === 'constant' && typeof one.value === 'string'))
  )
}
