import { ts } from 'ts-morph'
import type { FileProblem, PathStep, Trigger } from '../model/graph'
import type { Evaluator } from './evaluate'
import type { Given } from './eventCalls'
import { functionSite } from './handlerFunction'
import { createFunctionUses } from './functionUses'
import { registrationOf } from './registrationOf'
import { compareSites, compareText, siteOf } from './siteOf'
import { functionAround } from './nameCalls'
import { alternatives, identity, type FunctionNode, type Scope } from './value'

/** Who runs a publish takes a search through callers; what more of them tell is for nobody to read. */
const mostTriggers = 50
const longestPath = 12

/** Something that Ampt runs, under a function or a call that hands it over. */
export interface Run {
  readonly trigger: Trigger
  /** The call that the function was made in, where that is told. */
  readonly scope: Scope | null
}

interface Reached {
  readonly node: ts.Node
  readonly path: readonly PathStep[]
  /** Whether the node stands for a function that is handed to a call, and is no call itself. */
  readonly isHandedOn: boolean
  /** What is told of the calls that the node is in. */
  readonly scope: Scope | null
  /** What was called on `this` on the way: methods that its class must have. */
  readonly ofThis: readonly FunctionNode[]
}

/**
 * Finds what Ampt runs that comes to a node: outwards through the functions around it, and from each to the places that call it, the
 * nearest first. `runs` holds, by `on` call and by function, the handlers of events. `through` is the one call of the function around
 * the node that counts, where a wrapper is called by many, or the call that makes it.
 */
export function createTriggers(
  evaluator: Evaluator,
  runs: ReadonlyMap<ts.Node, readonly Run[]>,
  importersOf: (file: string) => readonly string[],
  problems: Map<string, FileProblem>,
): (node: ts.Node, through?: Given | null) => readonly Trigger[] {
  const usesOf = createFunctionUses(evaluator, importersOf, problems)

  /** What a call registers its functions for. */
  function registered(call: ts.CallExpression): readonly Run[] | null {
    const handled = runs.get(call)
    if (handled !== undefined) return handled
    const found = registrationOf(evaluator, call)
    return found === null ? null : [{ trigger: { ...found, ...siteOf(call), path: [] }, scope: null }]
  }

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

  function firstOf(start: ts.Node, through: Given | null): Reached {
    const first = { node: start, path: [], isHandedOn: false, scope: null, ofThis: [] }
    if (through === null) return first
    const { to, args, call } = through
    // A function that the call makes runs elsewhere.
    if (functionAround(start) !== to.node) return { ...first, scope: evaluator.calling(to, args, () => evaluator.scope()) }
    return { ...first, node: call, path: [stepTo(to.node, call)], ofThis: isOnThis(call) ? [to.node] : [] }
  }

  return (start, through) => {
    const found = new Map<string, Trigger>()
    const seen = new Set<ts.Node>()
    const open: Reached[] = [firstOf(start, through ?? null)]

    function take(all: readonly Run[], { path, scope, ofThis }: Reached): void {
      for (const { trigger, scope: own } of all) {
        if (!isTogether(own, scope) || !hasMethods(own, ofThis)) continue
        const key = `${trigger.kind} ${trigger.name} ${trigger.file} ${trigger.line} ${trigger.column}`
        if (!found.has(key) && found.size < mostTriggers) found.set(key, { ...trigger, path })
      }
    }

    /** Goes outwards from a node until something is known to run what is around it. */
    function search(reached: Reached): void {
      const { node, path, scope, ofThis } = reached
      let isFunction = reached.isHandedOn
      for (let at = node; at.parent !== undefined; at = at.parent) {
        const around = at.parent
        if (isFunction && ts.isCallExpression(around) && around.expression !== at) {
          const all = registered(around)
          if (all !== null) return take(all, reached)
        }
        if (!isFunctionNode(around)) continue
        isFunction = true
        const own = runs.get(around) ?? []
        take(own, reached)
        const uses = seen.has(around) || path.length >= longestPath ? [] : usesOf(around)
        const isKnown = own.length > 0 || uses.length > 0 || seen.has(around)
        seen.add(around)
        for (const use of uses) {
          if (!isTogether(use.scope, scope)) continue
          const next = { node: use.node, path: [stepTo(around, use.node), ...path], scope: null }
          open.push({ ...next, isHandedOn: use.isHandedOn, ofThis: isOnThis(use.node) ? [...ofThis, around] : [] })
        }
        // A callback without a known caller runs with what stands around it.
        if (isKnown || !isCallback(around)) return
      }
    }

    for (let next = open.shift(); next !== undefined; next = open.shift()) search(next)
    return [...found.values()].sort((a, b) => compareSites(a, b) || compareText(a.name, b.name))
  }
}

/** Whether two functions can be of the same calls, as far as these are told. */
function isTogether(one: Scope | null, other: Scope | null): boolean {
  for (let a = one; a !== null; a = a.outer) {
    for (let b = other; b !== null; b = b.outer) if (a.of === b.of && !isSameCall(a, b)) return false
  }
  return true
}

function isSameCall(a: Scope, b: Scope): boolean {
  if (a.item !== null && b.item !== null && (a.item.walk !== b.item.walk || a.item.index !== b.item.index)) return false
  if (a.self !== null && b.self !== null && identity(a.self) !== identity(b.self)) return false
  return [...a.passed].every(([parameter, value]) => {
    const other = b.passed.get(parameter)
    return other === undefined || identity(other) === identity(value)
  })
}

function isOnThis(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.expression.kind === ts.SyntaxKind.ThisKeyword
  )
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
