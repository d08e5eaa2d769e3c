import type { ts } from 'ts-morph'
import type { PathStep } from '../../model/graph'
import type { FunctionUses } from '../calls/functionUses'
import type { Given } from '../calls/given'
import type { FunctionNode } from '../syntax/functionAround'
import { functionSite } from '../syntax/functionSite'
import { withSite } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import type { Item } from '../values/item'
import { alternatives, functionsIn, unknown, type FunctionValue, type Scope } from '../values/value'
import { chainLeads } from './leads'
import type { Runs } from './runs'

/** What the search asks. */
export interface Tools {
  readonly evaluator: Evaluator
  readonly uses: FunctionUses
  readonly runs: Runs
  /** Whether what runs the code around a callback runs that, too. */
  runsWhereWritten(callback: FunctionNode): boolean
}

export interface Start {
  readonly node: ts.Node
  readonly through: Given | null
  readonly item: Item | null
}

/** How far a search outwards has come. */
export interface Reached {
  readonly node: ts.Node
  readonly path: readonly PathStep[]
  /** Whether the node stands for a function that is handed to a call, and is no call itself. */
  readonly isHandedOn: boolean
  /** What is told of the calls that the node is in. */
  readonly scope: Scope | null
  /** The function that is called or handed on here, and the item of a walk that it is. */
  readonly called: Pick<FunctionValue, 'node' | 'scope'> | null
  readonly item: Item | null
  /** Whether what is at hand here may come to where the search began. */
  readonly leads: () => boolean
}

/** The calls that come to a node, the outermost first, as far as one runs the next. */
export function chainTo(runs: Runs, node: ts.Node, through: Given | null): readonly Given[] {
  const chain: Given[] = []
  for (let one = through; one !== null && !runs.areElsewhere(one, chain[0]?.call ?? node); one = one.from) chain.unshift(one)
  return chain
}

/** Where a search begins: at the node, or at the first of the calls that it is only looked at through; `outer` is the one around these. */
export function firstReached({ evaluator }: Tools, { node, item }: Start, chain: readonly Given[], outer: Given | null): Reached {
  const scope = outer !== null ? scopeOf(evaluator, outer) : item === null ? null : evaluator.atItem(item, () => evaluator.scope())
  const first = { node, path: [], isHandedOn: false, scope, called: null, item: null, leads: () => true }
  if (chain.length === 0) return first
  const [{ call, to }] = chain as [Given]
  const called = alternatives(evaluator.evaluate(call.expression)).find((one) => one.kind === 'function' && one.node === to.node)
  return {
    ...first,
    node: call,
    path: chain.map((one) => stepTo(one.to.node, one.call)),
    called: to,
    // Of a walk, the item that is called.
    item: called?.item ?? null,
    leads: () => chainLeads(evaluator, chain, node),
  }
}

/** Inside of a call; of several functions that it may pass it is not told which. */
export function scopeOf(evaluator: Evaluator, { to, args }: Given): Scope | null {
  const told = args.map((one) => (one.kind === 'choice' && functionsIn(one).length > 0 ? unknown : one))
  return evaluator.calling(to, told, () => evaluator.scope())
}

export function stepTo(called: FunctionNode, at: ts.Node): PathStep {
  return withSite(at, { name: functionSite(called).name })
}

/** Where a search goes on that came to a call which is handed a function: what it makes of that, as `pipe(load, send)` does, runs it. */
export function madeOf({ evaluator, uses, runs }: Tools, call: ts.CallExpression, reached: Reached): readonly Reached[] {
  const all = evaluator.atItem(reached.item ?? undefined, () => evaluator.evaluate(call))
  return alternatives(all).flatMap((made): readonly Reached[] => {
    if (made.kind === 'unknown' && made.by === call) {
      const given = uses.of(call).filter(({ node }) => runs.isHandedToAmpt(node))
      return given.map(({ node, item }) => ({ ...reached, node, item, isHandedOn: true, called: null }))
    }
    if (made.kind !== 'function' || made.node.body === undefined || made.scope === undefined) return []
    return [{ ...reached, node: made.node.body, scope: made.scope, isHandedOn: false, called: made, item: null }]
  })
}
