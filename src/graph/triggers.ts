import { ts } from 'ts-morph'
import type { FileProblem, PathStep, Trigger } from '../model/graph'
import type { Evaluator } from './evaluate'
import type { Given } from './eventCalls'
import { functionSite } from './handlerFunction'
import { createFunctionUses } from './functionUses'
import { registrationOf } from './registrationOf'
import { compareSites, compareText, siteOf } from './siteOf'
import type { FunctionNode } from './value'

/** Who runs a publish takes a search through callers; what more of them tell is for nobody to read. */
const mostTriggers = 50
const longestPath = 12

interface Reached {
  readonly node: ts.Node
  readonly path: readonly PathStep[]
  /** Whether the node stands for a function that is handed to a call, and is no call itself. */
  readonly isHandedOn: boolean
}

/**
 * Finds what Ampt runs that comes to a node: outwards through the functions around it, and from each to the places that call it, the
 * nearest first. `runs` holds, by `on` call and by function, the handlers of events. `through` is the one call of the function around
 * the node that counts, where a wrapper is called by many.
 */
export function createTriggers(
  evaluator: Evaluator,
  runs: ReadonlyMap<ts.Node, readonly Trigger[]>,
  importersOf: (file: string) => readonly string[],
  problems: Map<string, FileProblem>,
): (node: ts.Node, through?: Given | null) => readonly Trigger[] {
  const usesOf = createFunctionUses(evaluator, importersOf, problems)

  /** What a call registers its functions for. */
  function registered(call: ts.CallExpression): readonly Trigger[] | null {
    const handled = runs.get(call)
    if (handled !== undefined) return handled
    const found = registrationOf(evaluator, call)
    return found === null ? null : [{ ...found, ...siteOf(call), path: [] }]
  }

  return (start, through) => {
    const found = new Map<string, Trigger>()
    const seen = new Set<ts.Node>()
    const first = through ? { node: through.call, path: [stepTo(through.to.node, through.call)] } : { node: start, path: [] }
    const open: Reached[] = [{ ...first, isHandedOn: false }]

    function take(triggers: readonly Trigger[], path: readonly PathStep[]): void {
      for (const trigger of triggers) {
        const key = `${trigger.kind} ${trigger.name} ${trigger.file} ${trigger.line} ${trigger.column}`
        if (!found.has(key) && found.size < mostTriggers) found.set(key, { ...trigger, path })
      }
    }

    /** Goes outwards from a node until something is known to run what is around it. */
    function search({ node, path, isHandedOn }: Reached): void {
      let isFunction = isHandedOn
      for (let at = node; at.parent !== undefined; at = at.parent) {
        const around = at.parent
        if (isFunction && ts.isCallExpression(around) && around.expression !== at) {
          const triggers = registered(around)
          if (triggers !== null) return take(triggers, path)
        }
        if (!isFunctionNode(around)) continue
        isFunction = true
        const own = runs.get(around) ?? []
        take(own, path)
        const uses = seen.has(around) || path.length >= longestPath ? [] : usesOf(around)
        const isKnown = own.length > 0 || uses.length > 0 || seen.has(around)
        seen.add(around)
        for (const use of uses) {
          const isHandedOn = !ts.isCallExpression(use) && !ts.isNewExpression(use)
          open.push({ node: use, path: [stepTo(around, use), ...path], isHandedOn })
        }
        // A callback without a known caller runs with what stands around it.
        if (isKnown || !isCallback(around)) return
      }
    }

    for (let next = open.shift(); next !== undefined; next = open.shift()) search(next)
    return [...found.values()].sort((a, b) => compareSites(a, b) || compareText(a.name, b.name))
  }
}

function stepTo(called: FunctionNode, at: ts.Node): PathStep {
  return { ...siteOf(at), name: functionSite(called).name }
}

function isFunctionNode(node: ts.Node): node is FunctionNode {
  return ts.isFunctionLike(node) && 'body' in node
}

function isCallback(node: FunctionNode): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node)
}
