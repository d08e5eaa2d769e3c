import { ts } from 'ts-morph'
import { borrowedCall } from '../calls/borrowedCall'
import { decoratorArguments } from '../calls/decoratorCall'
import { argumentsOn } from '../calls/handedTo'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import type { ReachingFiles } from '../modules/reachingFiles'
import { actsIn } from '../syntax/actsIn'
import { constructorOf } from '../syntax/functionAround'
import { walkOf } from '../syntax/walkOf'
import { augmentationsIn } from '../types/augmentations'
import { declaresSdkType, orByType } from '../types/valueByType'
import { exportsSdk } from '../values/carriesSdk'
import { classLine } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { verbs } from '../values/router'
import { handedInTurn } from '../values/walkedItems'
import { alternatives, unknown, unknownArguments, type Value } from '../values/value'
import { visitAugmentation, visitChange, visitCopy, visitWrites } from './visitAdded'
import { createVisiting, newVisit, type Visit, type Visiting } from './visiting'
import { visitSdkCall, visitTaskRun } from './visitSdkCall'
import { visitMember, visitUnknownCall } from './visitUnknownCall'

/** Methods of what Ampt brings that take a function to run. */
const registering: ReadonlySet<string> = new Set(['on', 'every', 'cron', 'at', 'task'])

/** Finds what a file says of calls of the SDK, and of what its calls pass to functions that are asked for: it is visited again when more of these are known. */
export function createFileVisit(evaluator: Evaluator, reachingFiles: ReachingFiles): (file: string) => Visit {
  const visiting = createVisiting(evaluator, reachingFiles)
  const { project } = evaluator

  return (file) => {
    const found = (visiting.found = newVisit())
    const source = project.source(file)
    if (source !== null) {
      for (const one of augmentationsIn(source)) visitAugmentation(visiting, one)
      unlessTooDeep(project.journal, file, () => {
        for (const node of actsIn(source)) visit(visiting, node)
      })
      if (exportsSdk(evaluator, file) || declaresSdkType(evaluator, source)) visiting.addImporters(file)
    }
    return found
  }
}

function visit(visiting: Visiting, node: ts.Node): void {
  const { evaluator, asked } = visiting
  if (ts.isCallExpression(node)) visitCall(visiting, node)
  else if (ts.isNewExpression(node)) {
    for (const made of alternatives(evaluator.evaluate(node.expression))) {
      if (made.kind === 'class') construct(visiting, made.node, node)
      if (made.kind === 'function') visiting.pass(made, node)
    }
  } else if (ts.isDecorator(node)) visitDecorator(visiting, node)
  else if (ts.isClassLike(node)) {
    for (const base of classLine(evaluator, node).slice(1)) if (asked.has(base)) evaluator.addSubclass(base, node)
  } else if (ts.isPropertyAccessExpression(node)) visitMember(visiting, node)
  else visitWrites(visiting, node)
}

function visitCall(visiting: Visiting, node: ts.CallExpression): void {
  const { evaluator, asked, leadsToEvent, pass } = visiting
  const callee = orByType(evaluator, evaluator.evaluate(node.expression), node.expression)
  for (const one of alternatives(callee)) {
    if (one.kind === 'sdk') visitSdkCall(visiting, one, { node, args: node.arguments })
    // What a walk calls is handed what is of the same item.
    if (one.kind === 'function') evaluator.atItem(one.item, () => pass(one, node))
  }
  if (callee.kind === 'unknown') visitUnknownCall(visiting, node)
  // container.get(PAYMENTS).collect()
  if (callee.kind === 'choice' && leadsToEvent(callee)) asked.askAll(evaluator.evaluateAsking(node.expression).wanted)
  if (isRegistration(evaluator, callee, node)) for (const one of argumentsOn(node)) asked.askAll(evaluator.evaluateAsking(one).wanted)
  visitTaskRun(visiting, node)
  visitWalk(visiting, node)
  visitChange(visiting, node)
  visitCopy(visiting, node)
  const borrowed = callee.kind === 'unknown' ? borrowedCall(node) : null
  for (const one of borrowed === null ? [] : alternatives(evaluator.evaluate(borrowed.callee))) {
    if (one.kind === 'sdk') visitSdkCall(visiting, one, { node, args: borrowed!.args })
    if (one.kind === 'function') pass(one, node, borrowed!)
  }
  // super(events)
  if (callee.kind === 'instance' && node.expression.kind === ts.SyntaxKind.SuperKeyword) construct(visiting, callee.node, node)
}

/** `task(name, run)`, `schedule(name).every(rate, run)`, `app[verb](path, run)`: what Ampt runs, where callers tell that, is asked for. */
function isRegistration(evaluator: Evaluator, callee: Value, { expression }: ts.CallExpression): boolean {
  if (callee.kind === 'sdk') return callee.part === 'task'
  const isNamed = ts.isPropertyAccessExpression(expression) && (registering.has(expression.name.text) || verbs.has(expression.name.text))
  if (callee.kind !== 'unknown' || !(isNamed || ts.isElementAccessExpression(expression))) return false
  const object = evaluator.evaluate(expression.expression)
  return object.kind === 'sdk' || object.kind === 'made'
}

/** `names.forEach(emit)`: each item, with its key or place, is what a call of its own passes. */
function visitWalk({ evaluator, asked, give }: Visiting, node: ts.CallExpression): void {
  const callee = node.arguments.find((one) => (ts.isIdentifier(one) || ts.isPropertyAccessExpression(one)) && walkOf(one)?.place === 0)
  const run = callee === undefined ? unknown : evaluator.evaluate(callee)
  if (run.kind !== 'function' || run.node.parameters.length === 0 || !asked.has(run.node)) return
  const walk = walkOf(callee!)!
  asked.askAll(evaluator.evaluateAsking(walk.list).wanted)
  for (const { args, isRepeated } of handedInTurn(evaluator, walk)) {
    for (const [place, parameter] of run.node.parameters.entries()) evaluator.bind(parameter, args[place] ?? unknown)
    const passed = { callee: callee!, bound: 0, passed: [], walk, args: [...args, unknownArguments], isRepeated }
    give({ call: node, ...passed, to: run, from: null })
  }
}

/** `@OnEvent('placed')` is a call of what that gives, with the class, or the method and what it belongs to. */
function visitDecorator({ evaluator, asked, give }: Visiting, { expression, parent: member }: ts.Decorator): void {
  if (!ts.isCallExpression(expression)) return
  for (const one of alternatives(evaluator.evaluate(expression))) {
    if (one.kind !== 'function' || !asked.has(one.node)) continue
    const args = decoratorArguments(evaluator, member, one.node)
    if (args === null) continue
    one.node.parameters.forEach((parameter, index) => evaluator.bind(parameter, args[index] ?? unknown))
    give({ call: expression, callee: expression, bound: 0, passed: [], to: one, args, from: null })
  }
}

function construct({ evaluator, pass }: Visiting, node: ts.ClassLikeDeclaration, call: ts.CallExpression | ts.NewExpression): void {
  const [runs] = classLine(evaluator, node).flatMap((one) => constructorOf(one) ?? [])
  if (runs !== undefined) pass({ node: runs }, call)
}
