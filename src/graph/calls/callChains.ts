import { ts } from 'ts-morph'
import { scopeOfClass } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import { standsIn } from '../syntax/standsIn'
import { handledBy } from './handledEvent'
import { isReached } from './isReached'
import type { Journal } from '../journal/journal'
import { argumentValues } from './passedTo'
import { widened } from '../values/choice'
import { alternatives, type Scope, type Value } from '../values/value'
import type { Given } from './given'

type Wanted = ReadonlySet<ts.Node>
type Asking = (given: Given) => Wanted

/** What is asked of the calls of a function. */
interface Need {
  /** Parameters and classes that are needed. */
  readonly wanted: Set<ts.Node>
  /** What else is, by what is made of one call: such as what the parts of an object that is passed are made of. */
  readonly asking: Asking[]
  readonly depth: number
}

/** Further out the parts of objects are not asked for. */
const deepestParts = 4
/** More chains than this, of all calls and of one, are not told apart. */
const mostChains = 2000
const mostOfOne = 500

/**
 * The calls of a function, each once for every chain of calls that hands on to it what was passed: `emitLater` calls `emit(name, …)`. A
 * recursion that passes what it was passed adds nothing; what another makes longer is widened to a pattern.
 */
export function callChains(evaluator: Evaluator, to: FunctionNode, wanted: Wanted, asking: Asking): readonly Given[] {
  const { starts, links } = linksTo(evaluator, to, { wanted: new Set(wanted), asking: [asking], depth: 0 })
  const chains = starts.map((given) => ({ given, ofStart: new Set<Scope | null>() }))
  // What is found on the way is handed on too.
  for (const { given, ofStart } of chains) {
    for (const link of links.get(given.to.node) ?? []) {
      for (const next of handedOver(evaluator, given, link).map((one) => withoutGrowth(evaluator, one))) {
        const scope = next === null ? null : scopeIn(evaluator, next)
        if (next === null || ofStart.has(scope)) continue
        ofStart.add(scope)
        chains.push({ given: next, ofStart })
      }
    }
    if (ofStart.size > mostOfOne || chains.length > mostChains) return callsOf(evaluator.project.journal, to)
  }
  return chains.map(({ given }) => given).filter((one) => one.to.node === to)
}

interface Links {
  /** The calls that hand on nothing of the function around. */
  readonly starts: Given[]
  /** Those that do, by the function that was passed it. */
  readonly links: Map<FunctionNode, Given[]>
}

/** The calls on the way to a function. */
function linksTo(evaluator: Evaluator, to: FunctionNode, need: Need): Links {
  const { journal } = evaluator.project
  const needs = new Map([[to, need]])
  const givers = new Map<Given, FunctionNode | null>()
  const open = new Set([to])
  for (const called of open) {
    open.delete(called)
    const { wanted, asking } = needs.get(called)!
    for (const given of callsOf(journal, called)) {
      const giver = giverOf(journal, given)
      const outer = giver === null ? [] : wantedOf(evaluator, asMade(evaluator, given), wanted, asking)
      const isHandedOn = outer.some((one) => isAround(one, functionAround(given.call)!))
      givers.set(given, isHandedOn ? giver : null)
      if (isHandedOn && addNeed(evaluator, needs, giver!, given, outer)) open.add(giver!)
    }
  }
  const found: Links = { starts: [], links: new Map() }
  for (const [given, giver] of givers) {
    if (giver === null) found.starts.push(asMade(evaluator, given))
    else found.links.set(giver, [...(found.links.get(giver) ?? []), given])
  }
  enterCircles(found)
  return found
}

/** What a call needs of the function around it; gives whether that is news. */
function addNeed(
  evaluator: Evaluator,
  needs: Map<FunctionNode, Need>,
  giver: FunctionNode,
  given: Given,
  outer: readonly ts.Node[],
): boolean {
  const { asking, depth } = needs.get(given.to.node)!
  const known = needs.get(giver)
  const next = known ?? { wanted: new Set(), asking: [], depth: depth + 1 }
  const { size } = next.wanted
  for (const one of outer) next.wanted.add(one)
  if (known !== undefined && next.wanted.size === size) return false
  // Those of now: a function that leads to itself would ask itself for ever.
  const now = [...asking]
  if (depth < deepestParts)
    next.asking.push((from) => new Set(handedOver(evaluator, from, given).flatMap((one) => now.flatMap((ask) => [...ask(one)]))))
  needs.set(giver, next)
  return true
}

/** A circle of functions that nobody is known to enter begins anywhere. */
function enterCircles({ starts, links }: Links): void {
  const entered = new Set<FunctionNode>()
  const enter = (given: readonly Given[]): void => {
    for (const { to } of given) entered.add(to.node)
    for (const one of entered) for (const link of links.get(one) ?? []) entered.add(link.to.node)
  }
  enter(starts)
  for (const [giver, own] of links) {
    if (entered.has(giver)) continue
    starts.push(...own)
    enter(own)
  }
}

/** The function whose calls tell what a call hands on: the one around it, or what makes that: `router.post('/', perform('start'))`. */
function giverOf(journal: Journal, { call }: Given): FunctionNode | null {
  const around = functionAround(call)
  const maker = around === null ? null : functionAround(around)
  return [around, maker].find((one) => one !== null && isCalled(journal, one)) ?? null
}

/** What would have to be known of the functions around a call. */
function wantedOf(evaluator: Evaluator, given: Given, wanted: Wanted, asking: readonly Asking[]): readonly ts.Node[] {
  const { call, callee, bound, passed, to } = given
  const { parameters } = to.node
  const naming = passed.filter(
    (one, index) => ts.isSpreadElement(one) || wanted.has(to.node) || wanted.has(parameters[bound + index] ?? call),
  )
  return [
    ...[...naming, callee].flatMap((one) => [...evaluator.evaluateAsking(ts.isSpreadElement(one) ? one.expression : one).wanted]),
    ...asking.flatMap((ask) => [...ask(given)]),
  ]
}

/** A call with what it hands on in a call of the function around it; none where it does not come to it there. */
function handedOver(evaluator: Evaluator, from: Given, link: Given): readonly Given[] {
  const { call, callee, passed, isHandled = false } = link
  return evaluator.calling(from.to, from.args, () => {
    if (!isReached(evaluator, call, from.to.node)) return []
    if (!isHandled) return calledAs(evaluator, from, link, evaluator.evaluate(callee), () => argumentValues(evaluator, passed))
    const [name] = argumentValues(evaluator, passed)
    return handledBy(evaluator, name!, callee).flatMap(({ event, run }) => calledAs(evaluator, from, link, run, () => [event]))
  })
}

/** A call of what its callee comes to: of an item of a walk with what is of that. */
function calledAs(evaluator: Evaluator, from: Given, link: Given, callee: Value, values: () => readonly Value[]): readonly Given[] {
  const called = alternatives(callee)
  const same = called.filter((one) => one.kind === 'function').filter(({ node }) => node === link.to.node)
  // Of this object it is another method.
  if (same.length === 0 && called.every(({ kind }) => kind === 'function')) return []
  const all: readonly (Given['to'] & Pick<Value, 'item'>)[] = same.length > 0 ? same : [asMade(evaluator, link).to]
  return all.map(({ node, scope, bound = [], item }) => ({
    ...link,
    to: scope === undefined ? { node } : { node, scope },
    args: [...bound, ...evaluator.atItem(item, values)],
    from,
  }))
}

/** A call that comes again on its own chain with what is common to both, of text at once, of all else from the second time on; null where that is nothing new. */
function withoutGrowth(evaluator: Evaluator, given: Given): Given | null {
  const before = onChain(given.from, given.to.node)
  if (before === null) return given
  const { args } = before
  const isFirst = onChain(before.from, given.to.node) === null
  const grows = (one: Value): boolean =>
    !isFirst || alternatives(one).some(({ kind }) => kind === 'constant' || kind === 'text' || kind === 'unknown')
  const next = {
    ...given,
    args: given.args.map((one, index) => (args[index] === undefined || !grows(one) ? one : widened(args[index], one))),
  }
  return scopeIn(evaluator, next) === scopeIn(evaluator, before) ? null : next
}

/** The last call of a function on a chain. */
function onChain(last: Given | null, node: FunctionNode): Given | null {
  let one = last
  while (one !== null && one.to.node !== node) one = one.from
  return one
}

/** The same for calls that pass the same. */
function scopeIn(evaluator: Evaluator, { to, args }: Given): Scope | null {
  return evaluator.calling(to, args, () => evaluator.scope())
}

/** Whether calls of a function that is asked for are known. */
export function isCalled(journal: Journal, node: FunctionNode): boolean {
  return journal.isTold('called', node)
}

function callsOf(journal: Journal, node: FunctionNode): readonly Given[] {
  return [...journal.told('called', node), ...journal.told('mayBeCalled', node)] as readonly Given[]
}

/** In a call of a constructor `this` is what it makes. */
function asMade(evaluator: Evaluator, given: Given): Given {
  const { node } = given.to
  if (!ts.isConstructorDeclaration(node) || !ts.isNewExpression(given.call)) return given
  const instance = alternatives(evaluator.evaluate(given.call)).find((one) => one.kind === 'instance')
  return instance === undefined ? given : { ...given, to: { node, scope: scopeOfClass(evaluator, node.parent, instance) } }
}

/** Whether a node is, or stands in, what would tell a value: the function of a parameter, or the class of a member. */
export function isAround(wanted: ts.Node, node: ts.Node): boolean {
  const called = ts.isParameter(wanted) ? wanted.parent : wanted
  const owner = ts.isConstructorDeclaration(called) ? called.parent : called
  return standsIn(node, owner)
}
