import { ts } from 'ts-morph'
import { spanOf, withSpan } from '../syntax/siteOf'
import type { FloatingFacts } from './callFacts'
import { commentForm } from './commentForm'
import { endsWithout, type Callers } from './endsWithout'
import type { Given } from '../calls/given'
import { enclosingFunction, isAsync, type FunctionNode } from '../syntax/functionAround'
import { dropperOf, handsOn, isDropped, isHandedOn, isPassedOn, isReturnedBy, methodTaking } from './promiseWays'

/** Calls of functions that hand on a promise, within each other, are not followed further. */
const deepest = 3

/**
 * Of a call whose promise nobody takes: it ends in a statement of its own, in a `forEach`, or is returned to Express. Where the function around it hands its promise
 * on, it is the calls of that which are looked at. None where somebody takes it, or may, and where no function is known to end without it.
 */
export function floatingFacts(call: ts.CallExpression, given: Given | null, callers: Callers): readonly FloatingFacts[] {
  const own = droppedFacts(call, given, callers)
  if (own !== null) return own
  if (given === null) return ofCallers(call, callers, 1)
  if (!isHandedOn(call, given.to.node)) return []
  const { call: outer, callee, from } = given
  if (!ts.isCallExpression(outer)) return []
  // names.forEach(send)
  return callee === outer.expression ? floatingFacts(outer, from, callers) : ofReference(callee, callers, 1)
}

/** The same of the calls of the function around: `async function notify() { await publish(…) }` */
function ofCallers(call: ts.CallExpression, callers: Callers, depth: number): readonly FloatingFacts[] {
  const around = enclosingFunction(call)
  // A callback has no callers that are told.
  if (around === null || depth > deepest || ts.isCallExpression(around.parent) || !isHandedOn(call, around)) return []
  return callers.uses.of(around).flatMap(({ node, isHandedOn }) => {
    if (isHandedOn) return ofReference(node, callers, depth + 1)
    if (!ts.isCallExpression(node)) return []
    return droppedFacts(node, null, callers) ?? ofCallers(node, callers, depth + 1)
  })
}

/** The same of a function that is handed to what calls it: `items.forEach(notify)`, `items.map(notify)`. */
function ofReference(run: ts.Expression, callers: Callers, depth: number): readonly FloatingFacts[] {
  const dropper = dropperOf(run)
  if (dropper !== null) return ts.isVoidExpression(dropper.at.parent) ? [] : factsOf(dropper.at, run, { ...dropper, taker: null }, callers)
  const mapped = methodTaking(run, 'map')
  return mapped === null ? [] : (droppedFacts(mapped, null, callers, run) ?? ofCallers(mapped, callers, depth))
}

/** Null where it is not dropped in the function around, none where it is and nobody is known to end without it. `callee` is what is called, or handed to what calls it. */
function droppedFacts(
  call: ts.CallExpression,
  given: Given | null,
  callers: Callers,
  callee = call.expression as ts.Expression,
): readonly FloatingFacts[] | null {
  const tell = (dropped: Dropped): readonly FloatingFacts[] => factsOf(call, callee, dropped, callers)
  const callback = enclosingFunction(call)
  const dropper = callback === null ? null : dropperOf(callback)
  const inLoop = dropper && { ...dropper, taker: null }
  let node: ts.Expression = call
  // An array of promises is not waited for by awaiting it.
  let awaitAt: ts.Expression | null = callee === call.expression ? call : null
  while (!isDropped(node)) {
    const { parent } = node
    if (ts.isVoidExpression(parent)) return null
    if (inLoop !== null && (isAsync(callback) || parent === callback)) return tell(inLoop)
    const around = enclosingFunction(node)
    const mapped = around !== null && handsOn(around, node) ? methodTaking(around, 'map') : null
    const next = mapped ?? (isPassedOn(node, parent) ? parent : null)
    if (next === null) {
      const isIgnored =
        callback !== null && isReturnedBy(callback, node) && mayBeRoute(callback, given) && callers.runs.isOfExpress(callback)
      return isIgnored ? tell({ at: node, taker: null, droppedBy: 'express' }) : null
    }
    if (mapped !== null) awaitAt = null
    else if (ts.isCallExpression(next)) awaitAt = next
    node = next
  }
  return tell(inLoop ?? { at: node, taker: awaitAt, droppedBy: null })
}

/** Spares the search for what runs a wrapper, or what is handed to something other than a method. */
function mayBeRoute({ parent }: FunctionNode, given: Given | null): boolean {
  return ts.isCallExpression(parent) ? ts.isPropertyAccessExpression(parent.expression) : given === null
}

/** `at` drops the promise, `taker` could take it. */
interface Dropped {
  readonly at: ts.Node
  readonly taker: ts.Node | null
  readonly droppedBy: FloatingFacts['droppedBy']
}

function factsOf(
  call: ts.CallExpression,
  callee: ts.Expression,
  { at, taker, droppedBy }: Dropped,
  callers: Callers,
): readonly FloatingFacts[] {
  if (droppedBy !== 'express' && !endsWithout(at, callers)) return []
  const canAwait = taker !== null && isAsync(enclosingFunction(at))
  return [withSpan(call, { callee: spanOf(callee), comment: commentForm(call), awaitAt: canAwait ? spanOf(taker) : null, droppedBy })]
}
