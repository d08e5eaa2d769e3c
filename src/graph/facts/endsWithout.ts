import { ts } from 'ts-morph'
import type { FunctionUses } from '../calls/functionUses'
import { enclosingFunction, isAsync } from '../syntax/functionAround'
import type { Runs } from '../triggers/runs'
import { walkOf } from '../syntax/walkOf'

/** What tells of the functions around a call who calls and runs them. */
export interface Callers {
  readonly uses: FunctionUses
  readonly runs: Runs
}

/** Callers of callers are not asked for ever. */
const deepest = 3

/** Whether something waits for what a node is part of, and ends without what nobody waits for there. Of functions of which nothing is known, and at the top of a file, that is not told. */
export function endsWithout(node: ts.Node, callers: Callers, depth = 0): boolean {
  const around = enclosingFunction(node)
  if (around === null) return false
  if (isAsync(around) || callers.runs.isHandedOver(around)) return true
  const { parent: call } = around
  if (ts.isCallExpression(call))
    return (walkOf(around) !== null || isContinuation(call)) && !isMeant(call) && endsWithout(call, callers, depth)
  const calls = depth < deepest ? callers.uses.of(around).filter(({ isHandedOn }) => !isHandedOn) : []
  return calls.some((use) => !isMeant(use.node) && endsWithout(use.node, callers, depth + 1))
}

/** `loaded.then(() => { … })` */
function isContinuation({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && ['then', 'catch', 'finally'].includes(expression.name.text)
}

/** Whether `void` before it, or before what is chained to it, says that nobody shall wait. */
function isMeant(node: ts.Node): boolean {
  const { parent } = node
  return ts.isVoidExpression(parent) || ((ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent)) && isMeant(parent))
}
