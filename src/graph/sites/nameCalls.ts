import { ts } from 'ts-morph'
import { callChains } from '../calls/callChains'
import { isAround } from '../calls/callLinks'
import { isCalled, type Given } from '../calls/given'
import { givenAt } from '../calls/givenAt'
import { builtLine } from '../values/builtMembers'
import { classLine } from '../values/classMembers'
import { askCall, askName } from './askCall'
import type { Evaluator } from '../values/evaluate'
import type { EventCall } from './eventCall'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import { innermostItems, isSameItem, type Item } from '../values/item'
import { isRepeated } from '../values/isRepeated'
import { lookup } from '../syntax/scope'
import { pathRoot } from '../syntax/pathRoot'
import { walked } from '../calls/callScopes'
import { handlerOf } from '../calls/handledEvent'
import { isPassedSame, isTogether } from '../calls/isTogether'
import { isReached } from '../calls/isReached'
import { methodOf } from '../syntax/prototypes'
import { heldAs } from '../syntax/heldAs'
import { isSameData } from '../journal/isSameData'
import type { Journal } from '../journal/journal'
import { createParts } from '../journal/works'
import { argumentWays } from '../values/spreadOut'
import { choice } from '../values/choice'
import { exactIdentity, identity } from '../values/identity'
import { isOneObject } from '../values/ofCall'
import { alternatives, isNothing, namesAmong, otherArgument, unknown, withItem, type Value } from '../values/value'
import { someNode } from '../syntax/someNode'
import { standsIn } from '../syntax/standsIn'

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

/** More calls that may have the same names are not told apart. */
const mostAlike = 50

/** What one call of a function around an event call makes of it: one entry for each chain of calls that leads there. */
type ByGiven = (given: Given, name: () => readonly EventCall[]) => readonly EventCall[]

/** Tells the calls apart that name an event call. What it made of each the last time is kept. */
export function createCallNamer(evaluator: Evaluator): (call: EventCall, namers: Namers) => readonly EventCall[] {
  const { journal } = evaluator.project
  const kinds = ['publish', 'on', 'task', 'run'] as const
  const known = new Map(kinds.map((kind) => [kind, new WeakMap<ts.Node, [Namers, ByGiven]>()]))

  return (call, namers) => {
    const ofKind = known.get(call.kind)!
    const before = ofKind.get(call.node)
    const byGiven = before !== undefined && isSameData(before[0], namers) ? before[1] : createParts<Given, readonly EventCall[]>(journal)
    ofKind.set(call.node, [namers, byGiven])
    return nameCalls(evaluator, call, namers, byGiven)
  }
}

/** The event call once for each call that names it, and for each item of a list, so that a name stays with its own handler, delay and body. */
function nameCalls(evaluator: Evaluator, call: EventCall, { inner, maker, wanted }: Namers, byGiven: ByGiven): readonly EventCall[] {
  const { journal } = evaluator.project
  const known = inner === null ? null : namedBy(inner)
  if (inner !== null && known !== null && !mayBeUsedElsewhere(journal, inner)) return known.flatMap((one) => eachWay(evaluator, one))
  const others = (maker === null ? null : namedBy(maker)) ?? (known === null ? [asNow()] : [])
  const open = others.map(notHeld).filter((one) => known?.some((own) => isOfOne(own, one)) !== true)
  return [...(known ?? []), ...notAmong(known ?? [], open)].flatMap((one) => eachWay(evaluator, one))

  /** Of a call that is not known, what those that are pass is not told either. */
  function notHeld(one: EventCall): EventCall {
    const { given } = one
    if (inner === null || given === null || given.to.node === inner) return one
    const scope = evaluator.calling(given.to, given.args, () => evaluator.scope())
    const to = scope === null ? { node: inner } : { node: inner, scope }
    return { ...one, given: { ...given, to, args: inner.parameters.map(() => (known === null ? unknown : otherArgument)), isMaker: true } }
  }

  /** With what calls that are known by now tell of it. */
  function asNow(): EventCall {
    const [name] = call.args
    return name === undefined || wanted.size === 0 ? call : { ...call, name: askName(evaluator, name).value }
  }

  /** What else it needs in a call of the function around it: such as what the parts of an object that is passed are made of. */
  function wantedBy({ to, args }: Given): ReadonlySet<ts.Node> {
    return evaluator.calling(to, args, () => askCall(evaluator, call)).wanted
  }

  /** Null when no call of the function is known. */
  function namedBy(to: FunctionNode): readonly EventCall[] | null {
    if (!isCalled(journal, to)) return null
    return someOf(callChains(evaluator, to, wanted, wantedBy).flatMap((given) => byGiven(given, () => nameAs(given))))
  }

  /** Of many calls that may have the same names, of which only a run tells which, some: what the rest tells is for nobody to read. */
  function someOf(all: readonly EventCall[]): readonly EventCall[] {
    const alike = new Map<string, number>()
    return all.filter((one) => {
      const names = alternatives(one.name)
      if (names.length < 2 || !asCalled(evaluator, one, () => evaluator.evaluateAsking(one.args[0]!).isUndecided)) return true
      const key = names.map(exactIdentity).join()
      alike.set(key, (alike.get(key) ?? 0) + 1)
      return alike.get(key)! <= mostAlike
    })
  }

  /** None where it does not come to it. */
  function nameAs(given: Given): readonly EventCall[] {
    const args = handedOn(call.args, given)
    return evaluator.calling(given.to, given.args, () => {
      if (!isReached(evaluator, call.node, given.to.node)) return []
      const { value, wanted } = args[0] === undefined ? { value: unknown, wanted: new Set<ts.Node>() } : askName(evaluator, args[0])
      if (isNotSet(value) && !isOpenTo(call.node, given)) return []
      return [{ ...call, args, name: isOfAny(value, wanted, given) ? unknown : value, given }]
    })
  }

  /** Whether the object at hand has no name to publish, by all that is written to it. */
  function isNotSet(name: Value): boolean {
    const self = evaluator.self()
    return alternatives(name).every(isNothing) && self !== null && isOneObject(self)
  }

  /** Whether a chain of calls may come to a node, where all that is written to the object at hand is told. */
  function isOpenTo(node: ts.Node, { to, args, call, from }: Given): boolean {
    const isHere = evaluator.calling(to, args, () => isReached(evaluator, node, to.node, true))
    return isHere && (from === null || isOpenTo(call, from))
  }

  /** Whether it may be the name of several objects, and which of them it is called on only its type tells, or who hands it in as `this`. */
  function isOfAny(name: Value, wanted: ReadonlySet<ts.Node>, { callee, to, from }: Given): boolean {
    if (namesAmong(name).length < 2 || ![...wanted].some((one) => ts.isParameter(one) && one.parent !== to.node)) return false
    const read = (): Value => evaluator.evaluate(callee)
    const called = from === null ? evaluator.within(null, read) : evaluator.calling(from.to, from.args, read)
    return called.kind === 'unknown' || (pathRoot(callee).kind === ts.SyntaxKind.Identifier && alternatives(called).every(isOfAnyInstance))
  }
}

/** Whether a function is a method of an object of which no more than the class is told. */
function isOfAnyInstance(called: Value): boolean {
  const self = called.kind === 'function' ? called.scope?.self : undefined
  return (self?.kind === 'instance' || self?.kind === 'built') && self.scope === undefined
}

/** Does some work as in the call that names an event call, and for the item that does. */
export function asCalled<T>(evaluator: Evaluator, call: EventCall, work: () => T): T {
  const atItem = (): T => evaluator.atItem(itemOfCall(call) ?? undefined, work)
  return call.given === null ? atItem() : evaluator.calling(call.given.to, call.given.args, atItem)
}

/** The item of a walk that gives a call its name; null where that is not one. */
export function itemOfCall({ name }: EventCall): Item | null {
  const [first, ...others] = alternatives(name)
  return first?.item !== undefined && others.every(({ item }) => isSameItem(item, first.item)) ? first.item : null
}

/** Once for each list of arguments that it may be called with, and for each item of a walk. */
function eachWay(evaluator: Evaluator, call: EventCall): readonly EventCall[] {
  const ways = call.args.some(ts.isSpreadElement) ? asCalled(evaluator, call, () => argumentWays(evaluator, call.args)) : []
  if (ways.length < 2) return eachItem(evaluator, call)
  const within = call.given?.to.node ?? call.node.getSourceFile()
  return ways.flatMap((args) =>
    asCalled(evaluator, call, () => {
      const [name] = args
      return name !== undefined && isReached(evaluator, name, within) ? [{ ...call, args, name: askName(evaluator, name).value }] : []
    }).flatMap((one) => eachItem(evaluator, one)),
  )
}

/** Once for each item of a walk that gives it a name, where the conditions around it let that come to it. */
function eachItem(evaluator: Evaluator, call: EventCall): EventCall[] {
  const groups: { readonly item: Item | undefined; readonly names: Value[] }[] = []
  for (const name of namesAmong(call.name)) {
    const group = groups.find(({ item }) => isSameItem(item, name.item))
    if (group === undefined) groups.push({ item: name.item, names: [name] })
    else group.names.push(name)
  }
  if (groups.length < 2) return eachHandler(evaluator, call)
  const { node, given } = call
  /** Whether the calls that lead to a node come to it with an item. */
  const isTaken = (item: Item, at: ts.Node, by: Given | null): boolean => {
    const isTakenThere = (): boolean => evaluator.atItem(item, () => isReached(evaluator, at, at.getSourceFile()))
    if (by === null) return isTakenThere()
    return evaluator.calling(by.to, by.args, isTakenThere) && isTaken(item, by.call, by.from)
  }
  return groups.flatMap(({ item, names }) => {
    const there = given && givenAt(evaluator, given, item)
    const isThere = item === undefined || isTaken(item, node, there)
    return isThere ? eachHandler(evaluator, { ...call, name: choice(names), given: there }) : []
  })
}

/** `for (const run of runs) events.on(name, run)`: once for each item of a walk around a call that gives it a handler. */
function eachHandler(evaluator: Evaluator, call: EventCall): EventCall[] {
  const handler = call.kind === 'on' ? handlerOf(call.args) : null
  if (handler === null || !isRepeated(call.node, itemOfCall(call))) return [call]
  const items = asCalled(evaluator, call, () =>
    innermostItems(
      outerNames(handler)
        .flatMap((declaration) => alternatives(evaluator.declared(declaration)).map(({ item }) => item))
        .filter((item) => item !== undefined && isAround(walked(item.walk), call.node)),
    ),
  )
  return items.length < 2 ? [call] : items.map((item) => ({ ...call, name: withItem(call.name, item) }))
}

/** The declarations of the names in an expression that stand outside of it. */
function outerNames(node: ts.Expression): readonly ts.Node[] {
  const found = new Set<ts.Node>()
  someNode(node, (one) => {
    const declaration = ts.isIdentifier(one) ? lookup(one, one.text) : null
    if (declaration !== null && !isAround(node, declaration)) found.add(declaration)
    return false
  })
  return [...found]
}

/** The arguments with those that a caller gives for `...args`. */
function handedOn(args: readonly ts.Expression[], { call, to, from }: Given): readonly ts.Expression[] {
  // Those are made of what the call before passes.
  if (from !== null) return args
  const rest = to.node.parameters.at(-1)
  if (rest?.dotDotDotToken === undefined || !ts.isIdentifier(rest.name)) return args
  const { text } = rest.name
  return args.flatMap((argument) =>
    ts.isSpreadElement(argument) && ts.isIdentifier(argument.expression) && argument.expression.text === text
      ? (call.arguments?.slice(to.node.parameters.length - 1) ?? [])
      : [argument],
  )
}

/** What is only called by the names of members, where these are known, needs no more than these calls; of others there may be more. */
function mayBeUsedElsewhere(journal: Journal, node: FunctionNode): boolean {
  const names = heldAs(node)
  return names === null || names.some((name) => journal.isTold('loose', name))
}

/** Whether a call is of what another makes: of that it tells the names. */
function isOfOne({ given: known }: EventCall, { given }: EventCall): boolean {
  const [made, maker] = [known?.to.scope, given?.to.scope]
  return made !== undefined && maker !== undefined && isTogether(made, maker, isPassedSame)
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
  if (standsIn(made, maker)) return true
  // Orders.prototype.place = function () { … }
  const { prototype } = methodOf(made)
  const builder = prototype === null ? null : evaluator.evaluate(prototype)
  if (builder?.kind === 'function') return builtLine(evaluator, builder.node).some((one) => one === maker)
  // What a method is called with, others may have from its object.
  const owner = ts.isPropertyAssignment(maker.parent) ? maker.parent.parent : ts.isClassElement(maker) ? maker.parent : maker
  if (ts.isObjectLiteralExpression(owner)) return isAround(owner, made)
  return ts.isClassLike(owner) && ts.isClassLike(made.parent) && classLine(evaluator, made.parent).includes(owner)
}
