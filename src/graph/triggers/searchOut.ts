import { ts } from 'ts-morph'
import { append } from '../../model/append'
import type { PathStep, Trigger } from '../../model/graph'
import { scopeAround } from '../calls/callScopes'
import type { FunctionUse } from '../calls/functionUses'
import { isReached } from '../calls/isReached'
import { isTogether } from '../calls/isTogether'
import { isFunctionNode, type FunctionNode } from '../syntax/functionAround'
import { compareSites, siteOf } from '../syntax/siteOf'
import { nodeId } from '../values/identity'
import { isApart } from '../values/item'
import type { FunctionValue, Scope } from '../values/value'
import { enters, runWith } from './leads'
import { chainTo, firstReached, scopeOf, stepTo, madeOf, type Tools, type Reached, type Start } from './reached'
import type { Run } from './runs'

const longestPath = 12
/** More ways through functions are not looked at: they may lead there. */
const mostWays = 500

/** What may run a node, and whether the way there is one. */
interface Candidate {
  readonly trigger: Trigger
  readonly path: readonly PathStep[]
  readonly leads: () => boolean
}

/** Searches for what may run a node, the nearest first. */
export function createSearch(tools: Tools): (start: Start) => readonly Candidate[] {
  const { evaluator, uses, runs } = tools

  return (start) => {
    const { through, item } = start
    const candidates: Candidate[] = []
    const ways = createWays()
    const chain = chainTo(runs, start.node, through)
    const outer = chain.length === 0 ? through : chain[0]!.from
    const open = [firstReached(tools, start, chain, outer)]

    /** What is told of the calls that a node stands in: those that are at hand, and those around the first of the chain. */
    function toldAt(node: ts.Node, atHand: Scope | null): Scope | null {
      let told = scopeAround(node, atHand)
      for (let one = outer; one !== null && told === null; one = one.from) told = scopeAround(node, scopeOf(evaluator, one))
      return told
    }

    function take(all: readonly Run[], { path, scope }: Reached, leads: () => boolean): void {
      for (const run of all) {
        // What one turn of a loop publishes, the function of another does not.
        if (isApart(run.item ?? undefined, item ?? undefined)) continue
        if (isTogether(run.scope, scope))
          candidates.push({ trigger: run.trigger, path, leads: () => ways.lookAnew(() => evaluator.within(run.scope ?? scope, leads)) })
      }
    }

    /** Goes outwards from a node until something is known to run what is around it. */
    function search(reached: Reached): void {
      const { node, path, scope } = reached
      let isFunction = reached.isHandedOn
      let isUsed = false
      let { leads } = reached
      for (let at = node; at.parent !== undefined; at = at.parent) {
        const around = at.parent
        if (isFunction && ts.isCallExpression(around) && around.expression !== at) {
          const all = evaluator.within(scope, () => runs.by(around))
          if (all.length > 0) return take(all.filter(isOf(reached)), reached, leads)
          if (!isUsed && path.length < longestPath) open.push(...madeOf(tools, around, { ...reached, leads }))
        } else if (isUsed) return
        if (!isFunctionNode(around)) continue
        isFunction = true
        const key = `${nodeId(around)} ${scope?.id ?? ''}`
        const isKnown = ways.add(key, () => isReached(evaluator, node, around) && reached.leads())
        leads = runWith(evaluator, around, ways.from(key))
        const own = runs.of(around)
        take(own, reached, leads)
        const isEnd = isKnown || path.length >= longestPath || (own.length === 0 && tools.runsWhereWritten(around))
        const used = isEnd ? [] : uses.of(around)
        for (const use of used) {
          if (isTogether(use.scope, scope) && !own.some((run) => isRegistration(run, use)))
            open.push(usedAt(use, around, reached, ways.from(key)))
        }
        // A callback without a known caller runs with what stands around it, any where it is handed to Ampt.
        isUsed = used.length > 0
        if (own.length > 0 || isKnown || !isCallback(around)) return
      }
      // The page that a file is.
      take(runs.of(node.getSourceFile()), reached, leads)
    }

    /** A place that uses a function on the way. */
    function usedAt({ node, scope, isHandedOn, item }: FunctionUse, around: FunctionNode, reached: Reached, leads: () => boolean): Reached {
      // (fn) => (event) => fn(event): each call of it makes its own.
      const made = scope ?? scopeAround(around.parent, reached.scope)
      const called: FunctionValue = { kind: 'function', node: around, ...(made !== null && { scope: made }) }
      return {
        node,
        path: [stepTo(around, node), ...reached.path],
        scope: toldAt(node, reached.scope),
        isHandedOn,
        item,
        called,
        leads: () => enters(evaluator, node, called, isHandedOn, leads),
      }
    }

    for (let next = open.shift(); next !== undefined; next = open.shift()) search(next)
    return candidates
  }
}

/** The ways on from functions, by what is told of the calls that they are in. */
function createWays() {
  const ways = new Map<string, (() => boolean)[]>()
  let looked = 0
  return {
    /** Whether one was known before. */
    add(key: string, way: () => boolean): boolean {
      const isKnown = ways.has(key)
      append(ways, key, way)
      return isKnown
    },
    /** Whether any way on from a function leads to the start. */
    from: (key: string) => (): boolean => {
      const own = ways.get(key) ?? []
      // A circle leads nowhere else.
      ways.delete(key)
      try {
        return own.some((way) => ++looked > mostWays || way())
      } finally {
        ways.set(key, own)
      }
    },
    lookAnew(look: () => boolean): boolean {
      looked = 0
      return look()
    },
  }
}

/** Whether a run may be of the function that is handed on here. */
function isOf({ isHandedOn, called }: Reached): (run: Run) => boolean {
  const isCalled = ({ node, scope }: Run['functions'][number]): boolean =>
    node === called?.node && isTogether(scope ?? null, called.scope ?? null)
  return ({ functions }) => !isHandedOn || called === null || functions.length === 0 || functions.some(isCalled)
}

/** Whether a use is the call by which a function is known to run. */
function isRegistration({ trigger }: Run, { node: { parent: call }, isHandedOn }: FunctionUse): boolean {
  return isHandedOn && ts.isCallExpression(call) && compareSites(trigger, siteOf(call)) === 0
}

function isCallback(node: FunctionNode): boolean {
  const isWritten = ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent) && ts.isCallExpression(node.parent.parent)
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || isWritten
}
