import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import type { FunctionUse, FunctionUses } from '../calls/functionUses'
import type { PathStep, Trigger } from '../../model/graph'
import { scopeAround } from '../calls/callScopes'
import { isReached } from '../calls/isReached'
import { isTogether } from '../calls/isTogether'
import { isApart, itemLine, type Item } from '../values/item'
import { chainLeads, enters, runWith } from './leads'
import { memberNames } from '../values/members'
import { createRuns, type Run } from './runs'
import { compareSites, compareText, siteOf, withSite } from '../syntax/siteOf'
import { nodeId } from '../values/identity'
import { alternatives, type FunctionValue, type Scope, type Value } from '../values/value'
import type { Given } from '../calls/given'
import { functionSite } from '../syntax/functionSite'

/** Who runs a publish takes a search through callers; what more of them tell is for nobody to read. */
const mostTriggers = 50
const longestPath = 12

interface Reached {
  readonly node: ts.Node
  readonly path: readonly PathStep[]
  /** Whether the node stands for a function that is handed to a call, and is no call itself. */
  readonly isHandedOn: boolean
  /** What is told of the calls that the node is in. */
  readonly scope: Scope | null
  /** What was called on `this` on the way: methods that its class must have. */
  readonly ofThis: readonly FunctionNode[]
  /** The function that is called or handed on here, and the item of a walk that it is. */
  readonly called: FunctionNode | null
  readonly item: Item | null
  /** Whether what is at hand here may come to where the search began. */
  readonly leads: () => boolean
}

type Triggers = (node: ts.Node, through?: Given | null, item?: Item | null) => readonly Trigger[]

/** More ways through functions are not looked at: they may lead there. */
const mostWays = 500

/**
 * Finds what Ampt runs that comes to a node: outwards through the functions around it, and from each to the places that call it, the
 * nearest first. The journal tells, of `on` calls and of functions, the handlers of events that they are. `through` is the one call of
 * the function around the node that counts, where a wrapper is called by many, or the call that makes it; `item` the item of a walk around it.
 */
export function createTriggers(evaluator: Evaluator, uses: FunctionUses): Triggers {
  const runs = createRuns(evaluator, uses)
  /** Callbacks of which it is asked what runs the code around them. */
  const asking = new Set<ts.Node>()

  /** Whether an object that a function is made of runs the methods that were called on `this`. */
  function hasMethods(scope: Scope | null, ofThis: readonly FunctionNode[]): boolean {
    for (let one = scope; one !== null; one = one.outer) {
      const { self } = one
      if (self?.kind !== 'instance') continue
      const isOwn = (method: FunctionNode): boolean => {
        const { name } = method as Partial<ts.MethodDeclaration>
        const found = name === undefined ? [] : alternatives(evaluator.member(self, name.getText()))
        return found.length === 0 || found.some((run) => run.kind !== 'function' || run.node === method)
      }
      return ofThis.every(isOwn)
    }
    return true
  }

  /** Of a walk, the item that is called as this function. */
  function calledItem({ expression }: Given['call'], node: FunctionNode): Item | null {
    return alternatives(evaluator.evaluate(expression)).find((one) => one.kind === 'function' && one.node === node)?.item ?? null
  }

  function scopeOf({ to, args }: Given): Scope | null {
    return evaluator.calling(to, args, () => evaluator.scope())
  }

  /** The calls that come to a node, the outermost first, as far as one runs the next. */
  function chainTo(start: ts.Node, through: Given | null): readonly Given[] {
    const chain: Given[] = []
    for (let one = through; one !== null && !runs.areElsewhere(one, chain[0]?.call ?? start); one = one.from) chain.unshift(one)
    return chain
  }

  function firstOf(start: ts.Node, chain: readonly Given[], outer: Given | null, at: Item | null): Reached {
    const scope = outer !== null ? scopeOf(outer) : at === null ? null : evaluator.atItem(at, () => evaluator.scope())
    const first = { node: start, path: [], isHandedOn: false, scope, ofThis: [], called: null, item: null, leads: () => true }
    if (chain.length === 0) return first
    const [{ call, to }] = chain as [Given]
    const others = chain.findIndex((one) => !isOnThis(one.call))
    const ofThis = chain.slice(0, others === -1 ? chain.length : others).map((one) => one.to.node)
    return {
      ...first,
      node: call,
      path: chain.map((one) => stepTo(one.to.node, one.call)),
      ofThis,
      called: to.node,
      item: calledItem(call, to.node),
      leads: () => chainLeads(evaluator, chain, start),
    }
  }

  /** Whether what runs the code around a callback runs that, too, whenever that is: it is told, and the callback is not handed to Ampt. */
  function runsWhereWritten(callback: FunctionNode): boolean {
    const { parent: call } = callback
    if (!isArgument(callback) || asking.has(callback) || uses.of(callback).length === 0 || runs.isHandler(callback)) return false
    asking.add(callback)
    try {
      return triggersOf(call).length > 0
    } finally {
      asking.delete(callback)
    }
  }

  const triggersOf: Triggers = (start, through = null, item = null) => {
    const chain = chainTo(start, through)
    const outer = chain.length === 0 ? through : chain[0]!.from

    /** What is told of the calls that a node stands in: those that are at hand, and those around the first of the chain. */
    function toldAt(node: ts.Node, atHand: Scope | null): Scope | null {
      let told = scopeAround(node, atHand)
      for (let one = outer; one !== null && told === null; one = one.from) told = scopeAround(node, scopeOf(one))
      return told
    }

    /** What may run it, and what is to be known of that. */
    const candidates: { readonly run: Run; readonly path: readonly PathStep[]; readonly leads: () => boolean }[] = []
    /** The ways on from functions, by what is told of the calls that they are in. */
    const ways = new Map<string, (() => boolean)[]>()
    let looked = 0
    const open: Reached[] = [firstOf(start, chain, outer, item)]

    function take(all: readonly Run[], reached: Reached, leads: () => boolean): void {
      const { path, scope, ofThis } = reached
      for (const run of all) {
        // What one turn of a loop publishes, the function of another does not.
        if (isApart(run.item ?? undefined, item ?? undefined)) continue
        if (isTogether(run.scope, scope) && hasMethods(run.scope, ofThis)) {
          candidates.push({ run, path, leads: () => evaluator.within(run.scope ?? scope, leads) })
        }
      }
    }

    /** Whether any way on from a function leads to the start. */
    function leadsFrom(key: string): () => boolean {
      return () => {
        const own = ways.get(key) ?? []
        // A circle leads nowhere else.
        ways.delete(key)
        try {
          return own.some((way) => ++looked > mostWays || way())
        } finally {
          ways.set(key, own)
        }
      }
    }

    /** Goes outwards from a node until something is known to run what is around it. */
    function search(reached: Reached): void {
      const { node, path, scope, ofThis } = reached
      let isFunction = reached.isHandedOn
      let isUsed = false
      let inner = reached.called
      let { leads } = reached
      for (let at = node; at.parent !== undefined; at = at.parent) {
        const around = at.parent
        if (isFunction && ts.isCallExpression(around) && around.expression !== at) {
          const all = evaluator.within(scope, () => runs.by(around))
          if (all.length > 0) {
            const { called } = reached
            const isOwn = ({ functions }: Run): boolean =>
              !reached.isHandedOn || called === null || functions.size === 0 || functions.has(called)
            return take(all.filter(isOwn), reached, leads)
          }
          if (!isUsed) handOver(around, { ...reached, leads, called: inner })
        } else if (isUsed) return
        if (!isFunctionNode(around)) continue
        isFunction = true
        inner = around
        const key = `${nodeId(around)} ${scope?.id ?? ''}`
        const known = ways.get(key)
        ways.set(key, [...(known ?? []), () => isReached(evaluator, node, around) && reached.leads()])
        leads = runWith(evaluator, around, leadsFrom(key))
        const own = runs.of(around)
        take(own, reached, leads)
        const isKnown = known !== undefined || path.length >= longestPath || (own.length === 0 && runsWhereWritten(around))
        const used = isKnown ? [] : uses.of(around)
        for (const use of used) {
          if (!isTogether(use.scope, scope) || own.some((run) => isRegistration(run, use))) continue
          // (fn) => (event) => fn(event): each call of it makes its own.
          const made = use.scope ?? scopeAround(around.parent, scope)
          const called: FunctionValue = { kind: 'function', node: around, ...(made !== null && { scope: made }) }
          const next = {
            node: use.node,
            path: [stepTo(around, use.node), ...path],
            scope: toldAt(use.node, scope),
            isHandedOn: use.isHandedOn,
            item: use.item,
          }
          const leadsOn = (): boolean => enters(evaluator, use.node, called, use.isHandedOn, leadsFrom(key))
          open.push({ ...next, called: around, ofThis: isOnThis(use.node) ? [...ofThis, around] : [], leads: leadsOn })
        }
        // A callback without a known caller runs with what stands around it, any where it is handed to Ampt.
        isUsed = used.length > 0
        if (own.length > 0 || known !== undefined || !isCallback(around)) return
      }
    }

    /** What a call makes of a function that it is handed, as `pipe(load, send)` does, runs it; of an object those of its methods that do. */
    function handOver(call: ts.CallExpression, reached: Reached): void {
      if (reached.path.length >= longestPath) return
      const { item, called } = reached
      const all = item === null ? evaluator.evaluate(call) : evaluator.atItem(item, () => evaluator.evaluate(call))
      const results = alternatives(all).flatMap((made): readonly Value[] =>
        made.kind === 'object' ? methodsOf(evaluator, made).filter((one) => called !== null && usesIn(evaluator, one, called)) : [made],
      )
      for (const made of results) {
        if (made.kind === 'unknown' && made.by === call) {
          const given = uses.of(call).filter(({ node }) => runs.isHandedToAmpt(node))
          for (const { node, item } of given) open.push({ ...reached, node, item, isHandedOn: true, ofThis: [], called: null })
        }
        if (made.kind !== 'function' || made.node.body === undefined || made.scope === undefined) continue
        open.push({
          ...reached,
          node: made.node.body,
          scope: made.scope,
          isHandedOn: false,
          ofThis: [],
          called: made.node,
          item: null,
        })
      }
    }

    for (let next = open.shift(); next !== undefined; next = open.shift()) search(next)
    const found = new Map<string, Trigger>()
    for (const { run, path, leads } of candidates) {
      const { trigger } = run
      const key = `${trigger.kind} ${trigger.name} ${trigger.file} ${trigger.line} ${trigger.column}`
      looked = 0
      if (!found.has(key) && found.size < mostTriggers && leads()) found.set(key, { ...trigger, path })
    }
    const all = [...found.values()].sort((a, b) => compareSites(a, b) || compareText(a.name, b.name))
    const adding = itemLine(item ?? undefined).flatMap(({ added }) => (added === undefined ? [] : [triggersOf(added)]))
    return adding.reduce<readonly Trigger[]>((own, others) => alsoAmong(own, others, () => triggersOf(start)), all)
  }
  return triggersOf
}

/** Of what runs a walk through a list, what also runs what adds to it: where nothing does on any way, the list went from the one to the other. */
function alsoAmong(triggers: readonly Trigger[], others: readonly Trigger[], onAnyWay: () => readonly Trigger[]): readonly Trigger[] {
  const isAmong = (one: Trigger): boolean => others.some((other) => one.name === other.name && compareSites(one, other) === 0)
  const both = triggers.filter(isAmong)
  return both.length > 0 || onAnyWay().some(isAmong) ? both : triggers
}

function methodsOf(evaluator: Evaluator, made: Value): readonly (Value & FunctionValue)[] {
  const members = (memberNames(evaluator, made) ?? []).flatMap((name) => alternatives(evaluator.member(made, name)))
  return members.filter((one) => one.kind === 'function')
}

/** Whether a function that was made in a call has a call of another one, or hands it on. */
function usesIn(evaluator: Evaluator, { node, scope }: FunctionValue, used: FunctionNode): boolean {
  const isUsed = (one: ts.Expression): boolean =>
    alternatives(evaluator.evaluate(one)).some((value) => value.kind === 'function' && value.node === used)
  const visit = (one: ts.Node): boolean =>
    (ts.isCallExpression(one) && [one.expression, ...one.arguments].some(isUsed)) ||
    ts.forEachChild(one, (child) => visit(child) || undefined) === true
  return node.body !== undefined && evaluator.within(scope ?? null, () => visit(node.body!))
}

/** Whether a use is the call by which a function is known to run. */
function isRegistration({ trigger }: Run, { node: { parent: call }, isHandedOn }: FunctionUse): boolean {
  return isHandedOn && ts.isCallExpression(call) && compareSites(trigger, siteOf(call)) === 0
}

function isOnThis(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.expression.kind === ts.SyntaxKind.ThisKeyword
  )
}

function stepTo(called: FunctionNode, at: ts.Node): PathStep {
  return withSite(at, { name: functionSite(called).name })
}

function isCallback(node: FunctionNode): boolean {
  const isWritten = ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent) && ts.isCallExpression(node.parent.parent)
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || isWritten
}

function isArgument({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) || ts.isNewExpression(parent)
}
