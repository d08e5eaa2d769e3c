import { ts } from 'ts-morph'
import { actsIn } from '../syntax/actsIn'
import { askCall, askName } from './askCall'
import { augmentationsIn, packagesOf, type Augmentation } from '../types/augmentations'
import { createAsked } from '../calls/asked'
import { changeBy } from '../syntax/assignments'
import { borrowedCall, calledIn, type Called } from '../calls/borrowedCall'
import { carriesSdk, exportsSdk } from '../values/carriesSdk'
import { classLine } from '../values/classMembers'
import { memberByType, typeOf } from '../types/declaredType'
import { decoratorArguments } from '../calls/decoratorCall'
import type { Evaluator } from '../values/evaluate'
import type { EventCall } from './eventCall'
import { classOf, functionAround, type FunctionNode } from '../syntax/functionAround'
import { functionType } from '../types/functionType'
import { handledBy, handlerOf } from '../calls/handledEvent'
import { isForeign } from '../values/isForeign'
import { isSameData } from '../journal/isSameData'
import type { Assigned } from '../values/objectMembers'
import { namersOf, type Namers } from './nameCalls'
import { createPassing } from '../calls/passing'
import type { ReachingFiles } from '../modules/reachingFiles'
import { handOut, handOutArguments, mayRun } from '../calls/handedOut'
import { argumentValues } from '../calls/passedTo'
import { isExports } from '../modules/moduleExports'
import { lookup } from '../syntax/scope'
import { pathRoot } from '../syntax/pathRoot'
import { spreadOut } from '../values/spreadOut'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import { alternatives, unknown, unknownArguments, type FunctionValue, type Scope, type Value } from '../values/value'
import { calledByType, declaresSdkType } from '../types/valueByType'
import type { Given } from '../calls/given'
import { verbs } from '../values/router'

/** What a file says when it is visited. */
export interface Visit {
  readonly calls: EventCall[]
  /** What its calls of functions whose callers are asked for pass. */
  readonly given: Given[]
  readonly namedBy: Map<EventCall, Namers>
  /** Names of members that are called or handed on without it being known of what. */
  readonly looseNames: Set<string>
  /** Files that must be visited for what it says. */
  readonly reached: Set<string>
}

function newVisit(): Visit {
  return { calls: [], given: [], namedBy: new Map(), looseNames: new Set(), reached: new Set() }
}

/** Methods of what Ampt brings that take a function to run. */
const registering: ReadonlySet<string> = new Set(['on', 'every', 'cron', 'at', 'task'])

/** Finds what a file says of calls of the SDK, and of what its calls pass to functions that are asked for: it is visited again when more of these are known. */
export function createFileVisit(evaluator: Evaluator, reachingFiles: ReachingFiles): (file: string) => Visit {
  const { journal } = evaluator.project
  const asked = createAsked(evaluator, addFile, addImporters)
  const pass = createPassing(evaluator, asked, addFile, give)
  const [metCalls, metGivens] = [new WeakMap<ts.Node, EventCall>(), new WeakMap<ts.Node, WeakMap<Scope, Given>>()]
  /** Of the file that is visited. */
  let { calls, given, namedBy, looseNames, reached } = newVisit()

  function addImporters(file: string): void {
    for (const importer of reachingFiles(file)) addFile(importer)
  }

  function addFile(file: string): void {
    reached.add(file)
  }

  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      const value = evaluator.evaluate(node.expression)
      const callee = isUntold(value) ? calledByType(evaluator, node.expression) : value
      for (const one of alternatives(callee)) {
        if (one.kind === 'sdk') callSdk(one, node, node.arguments)
        // What a walk calls is handed what is of the same item.
        if (one.kind === 'function') evaluator.atItem(one.item, () => pass(one, node))
      }
      if (callee.kind === 'unknown') callUnknown(node)
      // container.get(PAYMENTS).collect()
      if (callee.kind === 'choice') asked.askAll(evaluator.evaluateAsking(node.expression).wanted)
      if (isRegistration(callee, node))
        for (const one of node.arguments) if (ts.isIdentifier(one)) asked.askAll(evaluator.evaluateAsking(one).wanted)
      walk(node)
      grow(node)
      const borrowed = callee.kind === 'unknown' ? borrowedCall(node) : null
      for (const one of borrowed === null ? [] : alternatives(evaluator.evaluate(borrowed.callee))) {
        if (one.kind === 'sdk') callSdk(one, node, borrowed!.args)
        if (one.kind === 'function') pass(one, node, borrowed!)
      }
      // super(events)
      if (callee.kind === 'instance' && node.expression.kind === ts.SyntaxKind.SuperKeyword) construct(callee.node, node)
    } else if (ts.isNewExpression(node)) {
      for (const made of alternatives(evaluator.evaluate(node.expression))) if (made.kind === 'class') construct(made.node, node)
    } else if (ts.isDecorator(node)) {
      decorate(node)
    } else if (ts.isBinaryExpression(node)) {
      assign(node)
    } else if (ts.isClassLike(node)) {
      for (const base of classLine(evaluator, node).slice(1)) {
        if (asked.has(base)) evaluator.addSubclass(base, node)
      }
    }
    if (ts.isPropertyAccessExpression(node) && !looseNames.has(node.name.text) && isLoose(node)) looseNames.add(node.name.text)
  }

  function callSdk(
    { part, bound = [] }: Extract<Value, { kind: 'sdk' }>,
    node: ts.CallExpression,
    args: readonly ts.Expression[],
    isOpen = false,
  ): void {
    if (part !== 'publish' && part !== 'on') return
    const around = functionAround(node)
    if (around !== null) journal.tell('eventCall', around, around, around)
    const written = spreadOut(evaluator, args)
    const all = bound.length === 0 ? written : [...bound, ...written]
    calls.push(readCall(part, node, all, isOpen))
    const handler = part === 'on' ? handlerOf(all) : null
    if (handler !== null) handOver(node, handler, all[0]!)
  }

  /** By its type, else by what was handed out, it may be known what is called. */
  function callUnknown(node: ts.CallExpression): void {
    const runs = runsByType(node.expression)
    for (const run of runs) pass(run, node)
    // Which of these it is, those may tell who hand on what it is called on.
    if (runs.length > 0) asked.askAll(evaluator.evaluateAsking(node.expression).wanted)
    if (runs.length === 0) for (const one of mayRun(evaluator, node.expression)) callOpen(one, node)
    handOn(calledIn(evaluator, node))
    handOutArguments(evaluator, addFile, node)
  }

  /** Of a call of something that is not known it is not told whether it runs this. */
  function callOpen(run: Value, node: ts.CallExpression): void {
    if (run.kind === 'sdk') callSdk(run, node, node.arguments, true)
    if (run.kind !== 'function' || !asked.has(run.node)) return
    asked.askAround(node)
    const { bound = [] } = run
    const all = node.arguments.map((one) => evaluator.evaluateAsking(ts.isSpreadElement(one) ? one.expression : one))
    for (const { wanted } of all) asked.askAll(wanted)
    const args = [...bound, ...argumentValues(evaluator, node.arguments)]
    give({ call: node, callee: node.expression, bound: bound.length, passed: node.arguments, isOpen: true, to: run, args, from: null })
  }

  /** A handler that is asked for is called by Ampt, with the event. */
  function handOver(call: ts.CallExpression, handler: ts.Expression, name: ts.Expression): void {
    if (!asked.hasValue(evaluator.evaluate(handler))) return
    const { value, wanted } = askName(evaluator, name)
    asked.askAll(wanted)
    for (const { event, run } of handledBy(evaluator, value, handler)) {
      for (const { node, scope, bound = [] } of alternatives(run).filter((one) => one.kind === 'function')) {
        const args = [...bound, event, unknownArguments]
        for (const [index, parameter] of node.parameters.entries()) evaluator.bind(parameter, args[index] ?? unknown)
        const to = scope === undefined ? { node } : { node, scope }
        give({ call, callee: handler, bound: bound.length, passed: [name], isHandled: true, to, args, from: null })
      }
    }
  }

  /** `task(name, run)`, `schedule(name).every(rate, run)`, `app[verb](path, run)`: what Ampt runs, where callers tell that, is asked for. */
  function isRegistration(callee: Value, { expression }: ts.CallExpression): boolean {
    if (callee.kind === 'sdk') return callee.part === 'task'
    const isNamed = ts.isPropertyAccessExpression(expression) && (registering.has(expression.name.text) || verbs.has(expression.name.text))
    if (callee.kind !== 'unknown' || !(isNamed || ts.isElementAccessExpression(expression))) return false
    const object = evaluator.evaluate(expression.expression)
    return object.kind === 'sdk' || object.kind === 'made'
  }

  /** `@OnEvent('placed')` is a call of what that gives, with the class, or the method and what it belongs to. */
  function decorate({ expression, parent: member }: ts.Decorator): void {
    if (!ts.isCallExpression(expression)) return
    for (const one of alternatives(evaluator.evaluate(expression))) {
      if (one.kind !== 'function' || !asked.has(one.node)) continue
      const args = decoratorArguments(evaluator, member, one.node)
      if (args === null) continue
      one.node.parameters.forEach((parameter, index) => evaluator.bind(parameter, args[index] ?? unknown))
      give({ call: expression, callee: expression, bound: 0, passed: [], to: one, args, from: null })
    }
  }

  /** `work(events)`, `module.register(events)`: the functions and objects that callers pass for a parameter are handed the SDK. */
  function handOn({ callee, args }: Called): void {
    const root = pathRoot(callee)
    const declaration = ts.isIdentifier(root) ? lookup(root, root.text) : null
    if (declaration === null || !(ts.isParameter(declaration) || ts.isBindingElement(declaration) || ts.isVariableDeclaration(declaration)))
      return
    if (argumentValues(evaluator, args).some((one) => carriesSdk(evaluator, one))) asked.askAll(evaluator.evaluateAsking(callee).wanted)
  }

  /** Whoever imports the package has what is added to it. */
  function augment({ of, node }: Augmentation): void {
    for (const name of packagesOf(of)) {
      journal.tell('augmented', name, node, node)
      addImporters(name)
    }
  }

  /** `names.push('a')`: whoever reads the list knows. */
  function grow(node: ts.CallExpression): void {
    const change = changeBy(node)
    for (const one of change === null ? [] : alternatives(evaluator.evaluate(change.list))) {
      if ((one.kind === 'list' || one.kind === 'map') && one.node !== undefined) journal.tell('grown', one.node, node, change)
    }
  }

  /** `bus.emit = …`: whoever reads the object, of another file, knows. */
  function assign({ left, operatorToken, right }: ts.BinaryExpression): void {
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) return
    const object = evaluator.evaluate(left.expression)
    if (object.kind === 'unknown' && !isExports(left) && !isExports(left.expression)) handOut(evaluator, addFile, right, left.name.text)
    if (!ts.isIdentifier(left.expression)) return
    for (const one of alternatives(object)) {
      if (one.kind !== 'object' || one.node.getSourceFile() === left.getSourceFile()) continue
      journal.tell('grown', one.node, left, { name: left.name.text, right } satisfies Assigned)
      if (asked.hasValue(evaluator.evaluate(right))) addImporters(one.node.getSourceFile().fileName)
    }
  }

  /** Whether it may be anything of the workspace that this calls, or hands on. */
  function isLoose(node: ts.PropertyAccessExpression): boolean {
    return !isTold(node) && !isForeign(evaluator, node.expression)
  }

  /** Whether it is known what is called where this is called. */
  function isTold(node: ts.PropertyAccessExpression): boolean {
    if (!ts.isCallExpression(node.parent) || node.parent.expression !== node) return false
    return [evaluator.evaluate(node), calledByType(evaluator, node)].some(({ kind }) => kind !== 'unknown') || runsByType(node).length > 0
  }

  /** The functions that are asked for, of those that a call may run by the declared type of the object, else of what is called. */
  function runsByType(callee: ts.Expression): FunctionValue[] {
    const found = memberByType(evaluator, callee)
    const below = found === null ? [] : (journal.told('subclass', found.member) as readonly FunctionNode[])
    const classes = new Set([found?.owner ?? null, ...below.map(classOf)].filter((one) => one !== null))
    const methods = [...classes].flatMap((node) => alternatives(evaluator.member({ kind: 'instance', node }, found!.name)))
    const others = below.filter((node) => classOf(node) === null).map((node): FunctionValue => ({ kind: 'function', node }))
    const runs = [...methods.filter((run) => run.kind === 'function'), ...others]
    return runs.length > 0 ? runs : onlyOfType(callee)
  }

  /** `emit: Emit`: the one function that is asked for and is declared so. Of several it is not told which. */
  function onlyOfType(callee: ts.Expression): FunctionValue[] {
    const type = typeOf(evaluator, callee)
    const taken = type === null || ts.isClassLike(type) ? null : functionType(evaluator, type)
    const [only, ...others] = taken === null ? [] : (journal.told('subclass', taken) as readonly FunctionNode[])
    return only === undefined || others.length > 0 ? [] : [{ kind: 'function', node: only }]
  }

  /** `names.forEach(emit)`: each item is an argument of a call of its own. */
  function walk(node: ts.CallExpression): void {
    const [first] = node.arguments
    const { expression } = node
    if (
      !ts.isPropertyAccessExpression(expression) ||
      first === undefined ||
      !(ts.isIdentifier(first) || ts.isPropertyAccessExpression(first))
    )
      return
    if (expression.name.text !== 'forEach' && expression.name.text !== 'map') return
    const run = evaluator.evaluate(first)
    if (run.kind !== 'function') return
    const [parameter] = run.node.parameters
    const list = evaluator.evaluate(expression.expression)
    if (parameter === undefined || !asked.has(run.node)) return
    const values = list.kind === 'list' ? list.of : [unknown]
    for (const value of values) {
      evaluator.bind(parameter, value)
      give({ call: node, callee: first, bound: 0, passed: [], to: run, args: [value, unknownArguments], from: null })
    }
  }

  function readCall(kind: 'publish' | 'on', node: ts.CallExpression, args: readonly ts.Expression[], isOpen: boolean): EventCall {
    if (args.length === 0) return { kind, node, args, name: unknown, given: null, isOpen }
    const { name, wanted, others } = askCall(evaluator, { kind, node, args })
    // this.middleware.reduceRight((next, one) => one(next), handler), { after: this.ttl }
    asked.askAll(others)
    const call = asMet(metCalls, node, { kind, node, args, name, given: null, isOpen })
    const namers = namersOf(evaluator, node, wanted, [...asked.askAll(wanted)])
    if (namers.inner !== null) asked.askAll(new Set([namers.inner]))
    namedBy.set(call, namers)
    return call
  }

  function give(one: Given): void {
    const { call, to, args } = one
    const ofCall = metGivens.get(call) ?? new WeakMap<Scope, Given>()
    metGivens.set(call, ofCall)
    const met = asMet(
      ofCall,
      evaluator.calling(to, args, () => evaluator.scope())!,
      one,
    )
    given.push(met)
    if (met.isOpen !== true) journal.tell('met', to.node, met, met)
  }

  function construct(node: ts.ClassLikeDeclaration, call: ts.CallExpression | ts.NewExpression): void {
    const constructors = classLine(evaluator, node).flatMap(({ members }) => members.filter(ts.isConstructorDeclaration))
    const runs = constructors.find(({ body }) => body !== undefined)
    if (runs !== undefined) pass({ node: runs }, call)
  }

  return (file) => {
    const found = newVisit()
    ;({ calls, given, namedBy, looseNames, reached } = found)
    const source = evaluator.project.source(file)
    if (source !== null) {
      augmentationsIn(source).forEach(augment)
      unlessTooDeep(journal, file, () => actsIn(source).forEach(visit))
      if (exportsSdk(evaluator, file) || declaresSdkType(evaluator, source)) addImporters(file)
    }
    return found
  }
}

/** The object that was made of it the last time, where another would be the same: what hangs on it stays. */
function asMet<K extends object, T extends object>(met: WeakMap<K, T>, key: K, made: T): T {
  const before = met.get(key)
  if (before !== undefined && isSameData(before, made)) return before
  met.set(key, made)
  return made
}

/** Whether it is told at most what is called where there is nothing to call. */
function isUntold(callee: Value): boolean {
  return alternatives(callee).every(({ kind }) => kind === 'unknown' || kind === 'constant')
}
