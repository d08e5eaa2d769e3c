import { ts } from 'ts-morph'
import { classLine, scopeOfClass } from './classMembers'
import type { Evaluator } from './evaluate'
import type { EventCall, Given } from './eventCalls'
import { isReached } from './isReached'
import { isSameData } from './isSameData'
import type { Journal } from './journal'
import { argumentValues } from './passedTo'
import { createParts } from './works'
import { alternatives, choice, constant, identity, unknown, type FunctionNode, type Item, type Value } from './value'

/** The functions whose calls give an event call its names. */
export interface Namers {
  /** The function around it, where a call of another makes it: `(name) => (body) => publish(name, body)`, or the method of a class. */
  readonly inner: FunctionNode | null
  /** The function whose parameters name it, or that makes the inner one. */
  readonly maker: FunctionNode | null
  /** Parameters, and classes, that the name is made of. */
  readonly wanted: ReadonlySet<ts.Node>
}

/** Tells whose calls name an event call at a node whose name needs these functions and classes. */
export function namersOf(evaluator: Evaluator, node: ts.Node, wanted: ReadonlySet<ts.Node>, callables: readonly ts.Node[]): Namers {
  const around = functionAround(node)
  const makers = callables.filter((one) => one !== around)
  const isMade = around !== null && makers.length > 0 && makers.every((maker) => makes(evaluator, maker, around))
  // What its callers hand on from their own callers is theirs to tell.
  const [only, ...others] = isMade ? makers : around !== null && callables.includes(around) ? [around] : callables
  const isFunction = only !== undefined && others.length === 0 && !ts.isClassLike(only) && isAround(only, node)
  return { inner: isMade ? around : null, maker: isFunction ? (only as FunctionNode) : null, wanted }
}

/** The value of the argument that names an event call; of `...args` that of the first of them. */
export function askName(evaluator: Evaluator, argument: ts.Expression): ReturnType<Evaluator['evaluateAsking']> {
  if (!ts.isSpreadElement(argument)) return evaluator.evaluateAsking(argument)
  const { value, wanted } = evaluator.evaluateAsking(argument.expression)
  return { value: evaluator.member(value, '0'), wanted }
}

/** What one call of a function around an event call makes of it: one entry for each chain of calls that leads there. */
type ByGiven = (given: Given, name: () => readonly EventCall[]) => readonly EventCall[]

/** Tells the calls apart that name an event call. What it made of each the last time is kept. */
export function createCallNamer(evaluator: Evaluator): (call: EventCall, namers: Namers) => readonly EventCall[] {
  const { journal } = evaluator.project
  const known = { publish: new WeakMap<ts.Node, [Namers, ByGiven]>(), on: new WeakMap<ts.Node, [Namers, ByGiven]>() }

  return (call, namers) => {
    const before = known[call.kind].get(call.node)
    const byGiven = before !== undefined && isSameData(before[0], namers) ? before[1] : createParts<Given, readonly EventCall[]>(journal)
    known[call.kind].set(call.node, [namers, byGiven])
    return nameCalls(evaluator, call, namers, byGiven)
  }
}

/** The event call once for each call that names it, and for each item of a list, so that a name stays with its own handler, delay and body. */
function nameCalls(evaluator: Evaluator, call: EventCall, { inner, maker, wanted }: Namers, byGiven: ByGiven): readonly EventCall[] {
  const { journal } = evaluator.project
  const known = inner === null ? null : namedBy(inner)
  if (inner !== null && known !== null && !mayBeUsedElsewhere(journal, inner)) return known.flatMap((one) => eachItem(evaluator, one))
  const made = maker === null ? null : namedBy(maker, known === null ? null : inner)
  const others = made?.filter(({ given }) => !known?.some((one) => isMadeBy(one.given, given))) ?? (known === null ? [asNow()] : [])
  return [...(known ?? []), ...notAmong(known ?? [], others)].flatMap((one) => eachItem(evaluator, one))

  /** With what calls that are known by now tell of it. */
  function asNow(): EventCall {
    const [name] = call.args
    return name === undefined || wanted.size === 0 ? call : { ...call, name: askName(evaluator, name).value }
  }

  /** What else the name needs in a call of the function around it: such as what the parts of an object that is passed are made of. */
  function wantedBy({ to, args }: Given): ReadonlySet<ts.Node> {
    const [name] = call.args
    return name === undefined ? new Set() : evaluator.calling(to, args, () => askName(evaluator, name)).wanted
  }

  /** Null when no call of the function is known. What calls of `other` would have to tell for a name is left to those that are known. */
  function namedBy(to: FunctionNode, other: FunctionNode | null = null): readonly EventCall[] | null {
    const all = callsOf(journal, to)
    if (all.length === 0) return null
    return all.flatMap((one) =>
      byGiven(one, () =>
        eachFrom(evaluator, asMade(evaluator, one), wanted, wantedBy)
          .map((given) => nameAs(given, other))
          .filter(({ name }) => name !== nothing),
      ),
    )
  }

  function nameAs(given: Given, other: FunctionNode | null): EventCall {
    const args = handedOn(call.args, given)
    return evaluator.calling(given.to, given.args, () => {
      if (!isReached(evaluator, call.node, given.to.node)) return { ...call, name: nothing }
      const { value, wanted } = args[0] === undefined ? { value: unknown, wanted: new Set() } : askName(evaluator, args[0])
      const isTold = other === null || !other.parameters.some((parameter) => wanted.has(parameter))
      return { ...call, args, name: isTold ? value : nothing, given }
    })
  }
}

/** The calls of a function that is asked for. */
function callsOf(journal: Journal, node: FunctionNode): readonly Given[] {
  return journal.told('called', node) as readonly Given[]
}

/** In a call of a constructor `this` is what it makes. */
function asMade(evaluator: Evaluator, given: Given): Given {
  const { node } = given.to
  if (!ts.isConstructorDeclaration(node) || !ts.isNewExpression(given.call)) return given
  const instance = alternatives(evaluator.evaluate(given.call)).find((one) => one.kind === 'instance')
  return instance === undefined ? given : { ...given, to: { node, scope: scopeOfClass(evaluator, node.parent, instance) } }
}

/** Longer chains of wrappers than this are not told apart, nor more calls than this. */
const longestChain = 4
const mostCalls = 500

/** A call once for each call of the function around it, where it hands on what that was passed: `emitLater` calls `emit(name, …)`. */
function eachFrom(
  evaluator: Evaluator,
  given: Given,
  wanted: ReadonlySet<ts.Node>,
  wantedBy: (given: Given) => ReadonlySet<ts.Node>,
  depth = 0,
): readonly Given[] {
  const around = functionAround(given.call)
  const { journal } = evaluator.project
  const own = around === null || around === given.to.node ? [] : callsOf(journal, around)
  // A function that Ampt runs, and that a call makes: `router.post('/', perform('start'))`.
  const maker = around === null || own.length > 0 ? null : functionAround(around)
  const callers = maker === null ? own : callsOf(journal, maker)
  if (around === null || callers.length === 0 || depth >= longestChain) return [given]
  const args = given.call.arguments ?? []
  const naming = args.filter((_, index) => wanted.has(given.to.node.parameters[index] ?? given.call))
  const outer = new Set<ts.Node>([...naming, given.call.expression].flatMap((one) => [...evaluator.evaluateAsking(one).wanted]))
  for (const one of wantedBy(given)) outer.add(one)
  // What `this` is, or what was passed to a function around, the callers tell too.
  if (![...outer].some((one) => isAround(one, around))) return [given]
  const handedOver = (from: Given): Given[] =>
    evaluator.calling(from.to, from.args, () => {
      const called = alternatives(evaluator.evaluate(given.call.expression))
      const to = called.find((one) => one.kind === 'function' && one.node === given.to.node)
      // Of this object it is another method.
      if (to === undefined && called.every(({ kind }) => kind === 'function')) return []
      const values = argumentValues(evaluator, args, given.to.node.parameters.length)
      return [{ ...given, to: to?.kind === 'function' ? to : asMade(evaluator, given).to, args: values, from }]
    })
  const wantedFrom = (from: Given): ReadonlySet<ts.Node> => new Set(handedOver(from).flatMap((one) => [...wantedBy(one)]))
  const each = callers.flatMap((one) => eachFrom(evaluator, one, outer, wantedFrom, depth + 1))
  return each.length > mostCalls ? [given] : each.flatMap(handedOver)
}

/** Whether a node is, or stands in, what would tell a value: the function of a parameter, or the class of a member. */
function isAround(wanted: ts.Node, node: ts.Node): boolean {
  const called = ts.isParameter(wanted) ? wanted.parent : wanted
  const owner = ts.isConstructorDeclaration(called) ? called.parent : called
  for (let one: ts.Node | undefined = node; one !== undefined; one = one.parent) if (one === owner) return true
  return false
}

/** Whether a function that is called was made by a call. */
function isMadeBy(called: Given | null, maker: Given | null): boolean {
  if (called === null || maker === null) return false
  const { node } = maker.to
  for (let one = called.to.scope ?? null; one !== null; one = one.outer) {
    const { of, passed } = one
    if (of !== node && of !== node.parent) continue
    const isSame = (parameter: ts.ParameterDeclaration, index: number): boolean =>
      identity(passed.get(parameter) ?? unknown) === identity(maker.args[index] ?? constant(undefined))
    if (node.parameters.every(isSame)) return true
  }
  return false
}

/** The name of a call that is not made. */
const nothing: Value = { kind: 'choice', of: [] }

/** Does some work as in the call that names an event call, and for the item that does. */
export function asCalled<T>(evaluator: Evaluator, call: EventCall, work: () => T): T {
  const item = itemOf(call)
  const atItem = item === null ? work : () => evaluator.atItem(item, work)
  return call.given === null ? atItem() : evaluator.calling(call.given.to, call.given.args, atItem)
}

/** The item of a walk that gives a call its name; null where that is not one. */
export function itemOf({ name }: EventCall): Item | null {
  const [first, ...others] = alternatives(name)
  return first?.item !== undefined && others.every(({ item }) => isSameItem(item, first.item)) ? first.item : null
}

/** Once for each item of a walk that gives it a name, where the conditions around it let that come to it. */
function eachItem(evaluator: Evaluator, call: EventCall): EventCall[] {
  const groups: { readonly item: Item | undefined; readonly names: Value[] }[] = []
  for (const name of alternatives(call.name)) {
    const group = groups.find(({ item }) => isSameItem(item, name.item))
    if (group === undefined) groups.push({ item: name.item, names: [name] })
    else group.names.push(name)
  }
  if (groups.length < 2) return [call]
  const { node, given } = call
  const isTaken = (item: Item): boolean => evaluator.atItem(item, () => isReached(evaluator, node, node.getSourceFile()))
  return groups
    .filter(
      ({ item }) => item === undefined || (given === null ? isTaken(item) : evaluator.calling(given.to, given.args, () => isTaken(item))),
    )
    .map(({ names }) => ({ ...call, name: choice(names) }))
}

function isSameItem(a: Item | undefined, b: Item | undefined): boolean {
  return a?.walk === b?.walk && a?.index === b?.index
}

/** The arguments with those that a caller gives for `...args`. */
function handedOn(args: readonly ts.Expression[], { call, to }: Given): readonly ts.Expression[] {
  const rest = to.node.parameters.at(-1)
  if (rest?.dotDotDotToken === undefined || !ts.isIdentifier(rest.name)) return args
  const { text } = rest.name
  return args.flatMap((argument) =>
    ts.isSpreadElement(argument) && ts.isIdentifier(argument.expression) && argument.expression.text === text
      ? (call.arguments?.slice(to.node.parameters.length - 1) ?? [])
      : [argument],
  )
}

/** A method of a known name that is only called where it is known of what needs no more than these calls; of others there may be more. */
function mayBeUsedElsewhere(journal: Journal, node: FunctionNode): boolean {
  const { parent } = node
  const owner = ts.isMethodDeclaration(node)
    ? node
    : (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node
      ? parent
      : null
  return owner === null || journal.isTold('loose', owner.name.getText())
}

/** The calls with the names that no known one has. */
function notAmong(known: readonly EventCall[], calls: readonly EventCall[]): EventCall[] {
  const names = new Set(known.flatMap(({ name }) => alternatives(name).map(identity)))
  if (names.size === 0) return [...calls]
  return calls.flatMap((call) => {
    const others = alternatives(call.name).filter((one) => !names.has(identity(one)))
    return others.length === 0 ? [] : [{ ...call, name: choice(others) }]
  })
}

/** Whether each call of the one, or each object of it, has a function of its own that the other is written as. */
function makes(evaluator: Evaluator, maker: ts.Node, made: FunctionNode): boolean {
  for (let one: ts.Node | undefined = made; one !== undefined; one = one.parent) if (one === maker) return true
  const owner = ts.isConstructorDeclaration(maker) ? maker.parent : maker
  return ts.isClassLike(owner) && ts.isClassLike(made.parent) && classLine(evaluator, made.parent).includes(owner)
}

/** The innermost function around a node that others can call. */
export function functionAround(node: ts.Node): FunctionNode | null {
  for (let one = node.parent; one !== undefined; one = one.parent) {
    if (ts.isFunctionLike(one) && 'body' in one && canBeReached(one)) return one
  }
  return null
}

/** Whether others can call a function by a name: it is no argument of a call, such as a handler is. */
export function canBeReached(node: ts.Node): boolean {
  return !((ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isCallExpression(node.parent))
}
