import { ts } from 'ts-morph'
import { calledIn, type Called } from '../calls/borrowedCall'
import { handOutArguments, mayRun } from '../calls/handedOut'
import { argumentValues } from '../calls/passedTo'
import { runsByType } from '../calls/runsByType'
import { pathRoot } from '../syntax/pathRoot'
import { lookup } from '../syntax/scope'
import { orByType } from '../types/valueByType'
import { carriesSdk } from '../values/carriesSdk'
import { isForeign } from '../values/isForeign'
import type { Evaluator } from '../values/evaluate'
import type { Value } from '../values/value'
import { visitSdkCall } from './visitSdkCall'
import type { Visiting } from './visiting'

/** By its type, else by what was handed out, it may be known what is called. */
export function visitUnknownCall(visiting: Visiting, node: ts.CallExpression): void {
  const { evaluator, asked, leadsToEvent, pass, addFile } = visiting
  const runs = runsByType(evaluator, node.expression)
  for (const run of runs) pass(run, node)
  // Which of these it is, those may tell who hand on what it is called on.
  if (runs.some((run) => asked.has(run.node) || (runs.length > 1 && leadsToEvent(run))))
    asked.askAll(evaluator.evaluateAsking(node.expression).wanted)
  if (runs.length === 0) for (const one of mayRun(evaluator, node.expression)) visitOpenCall(visiting, one, node)
  handOn(visiting, calledIn(evaluator, node))
  handOutArguments(evaluator, addFile, node)
}

/** Of a call of something that is not known it is not told whether it runs this. */
function visitOpenCall(visiting: Visiting, run: Value, node: ts.CallExpression): void {
  const { evaluator, asked, give } = visiting
  if (run.kind === 'sdk') visitSdkCall(visiting, run, { node, args: node.arguments, isOpen: true })
  if (run.kind !== 'function' || !asked.has(run.node)) return
  asked.askAround(node)
  const { bound = [] } = run
  const all = node.arguments.map((one) => evaluator.evaluateAsking(ts.isSpreadElement(one) ? one.expression : one))
  for (const { wanted } of all) asked.askAll(wanted)
  const args = [...bound, ...argumentValues(evaluator, node.arguments)]
  give({ call: node, callee: node.expression, bound: bound.length, passed: node.arguments, isOpen: true, to: run, args, from: null })
}

/** `work(events)`, `module.register(events)`: the functions and objects that callers pass for a parameter are handed the SDK. */
function handOn({ evaluator, asked }: Visiting, { callee, args }: Called): void {
  const root = pathRoot(callee)
  const declaration = ts.isIdentifier(root) ? lookup(root, root.text) : null
  if (declaration === null || !(ts.isParameter(declaration) || ts.isBindingElement(declaration) || ts.isVariableDeclaration(declaration)))
    return
  if (argumentValues(evaluator, args).some((one) => carriesSdk(evaluator, one))) asked.askAll(evaluator.evaluateAsking(callee).wanted)
}

/** Takes in the name of a member that may be anything of the workspace where it is called, or handed on. */
export function visitMember({ evaluator, found: { looseNames } }: Visiting, node: ts.PropertyAccessExpression): void {
  const { text } = node.name
  if (looseNames.has(text)) return
  const isCallee = ts.isCallExpression(node.parent) && node.parent.expression === node
  const isTold = isCallee && (isKnown(evaluator, node) || runsByType(evaluator, node).length > 0)
  if (!isTold && !isForeign(evaluator, node.expression)) looseNames.add(text)
}

function isKnown(evaluator: Evaluator, node: ts.Expression): boolean {
  const value = evaluator.evaluate(node)
  return [value, orByType(evaluator, value, node)].some(({ kind }) => kind !== 'unknown')
}
