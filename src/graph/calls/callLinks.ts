import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import { standsIn } from '../syntax/standsIn'
import type { Journal } from '../journal/journal'
import { possibleCallsOf, isCalled, type Given } from './given'
import { asMade, handedOver } from './handedOver'

type Wanted = ReadonlySet<ts.Node>
export type Asking = (given: Given) => Wanted

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
interface Links {
  /** The calls that hand on nothing of the function around. */
  readonly starts: Given[]
  /** Those that do, by the function that was passed it. */
  readonly links: Map<FunctionNode, Given[]>
}

/** The calls on the way to a function. */
export function linksTo(evaluator: Evaluator, to: FunctionNode, need: Need): Links {
  const { journal } = evaluator.project
  const needs = new Map([[to, need]])
  const givers = new Map<Given, FunctionNode | null>()
  const open = new Set([to])
  for (const called of open) {
    open.delete(called)
    const { wanted, asking } = needs.get(called)!
    for (const given of possibleCallsOf(journal, called)) {
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
  const { call, callee, bound, passed, walk, to } = given
  const { parameters } = to.node
  const naming = passed.filter(
    (one, index) => ts.isSpreadElement(one) || wanted.has(to.node) || wanted.has(parameters[bound + index] ?? call),
  )
  return [
    ...[...naming, callee, ...(walk === undefined ? [] : [walk.list])].flatMap((one) => [
      ...evaluator.evaluateAsking(ts.isSpreadElement(one) ? one.expression : one).wanted,
    ]),
    ...asking.flatMap((ask) => [...ask(given)]),
  ]
}

/** Whether a node is, or stands in, what would tell a value: the function of a parameter, or the class of a member. */
export function isAround(wanted: ts.Node, node: ts.Node): boolean {
  const called = ts.isParameter(wanted) ? wanted.parent : wanted
  const owner = ts.isConstructorDeclaration(called) ? called.parent : called
  return standsIn(node, owner)
}
