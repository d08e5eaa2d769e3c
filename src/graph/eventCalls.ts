import { ts } from 'ts-morph'
import { carriesSdk, exportsSdk } from './carriesSdk'
import { classLine } from './classMembers'
import type { Evaluator } from './evaluate'
import { reachingFiles } from './reachingFiles'
import { unlessTooDeep } from './unlessTooDeep'
import { alternatives, unknown, type FunctionNode, type Value } from './value'
import type { FileProblem } from '../model/graph'

/** A call of the SDK's `events.publish` or `events.on`. */
export interface EventCall {
  readonly kind: 'publish' | 'on'
  readonly node: ts.CallExpression
  /** What it is called with, whether directly or by `call` and `apply`. */
  readonly args: readonly ts.Expression[]
  /** What its first argument gives. */
  readonly name: Value
  /** The call of the function around it that gives this name, where parameters make it: one entry for each such call. */
  readonly given: Given | null
}

interface Given {
  readonly call: ts.CallExpression | ts.NewExpression
  readonly to: FunctionNode
  readonly args: readonly Value[]
}

export interface EventCalls {
  readonly calls: readonly EventCall[]
  /** The files that were looked through. */
  readonly files: ReadonlySet<string>
  readonly problems: ReadonlyMap<string, FileProblem>
}

/** Each round follows values one call further; apps pass `events` through one or two. */
const mostRounds = 8

/**
 * Finds the calls, starting at the files that mention the SDK. It goes on from there to the functions that are handed the SDK, to
 * the importers of files that hand it on, and, for names made of parameters, to the callers.
 */
export function findEventCalls(
  evaluator: Evaluator,
  candidates: readonly string[],
  importersOf: (file: string) => readonly string[],
): EventCalls {
  const files = new Set(candidates)
  const problems = new Map<string, FileProblem>()
  const handedOn = new Set<string>()
  /** Functions and classes whose callers and subclasses matter. */
  const open = new Set<ts.Node>()
  let calls: EventCall[] = []
  /** Of this round: what the calls of open functions pass, and which function alone names an event call. */
  let argumentLists = new Map<FunctionNode, Omit<Given, 'to'>[]>()
  let namedBy = new Map<EventCall, FunctionNode>()
  let hasNews = true

  function addImporters(file: string): void {
    for (const importer of reachingFiles(evaluator.project, importersOf, file)) files.add(importer)
  }

  function addFile(file: string): void {
    if (!files.has(file)) hasNews = true
    files.add(file)
  }

  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      const callee = evaluator.evaluate(node.expression)
      for (const one of alternatives(callee)) {
        if (one.kind === 'sdk' && (one.part === 'publish' || one.part === 'on')) calls.push(readCall(one.part, node, node.arguments))
        if (one.kind === 'function') pass(one.node, node)
      }
      const borrowed = callee.kind === 'unknown' ? borrowedCall(node) : null
      for (const one of borrowed === null ? [] : alternatives(evaluator.evaluate(borrowed.callee))) {
        if (one.kind === 'sdk' && (one.part === 'publish' || one.part === 'on')) calls.push(readCall(one.part, node, borrowed!.args))
      }
      // super(events)
      if (callee.kind === 'instance' && node.expression.kind === ts.SyntaxKind.SuperKeyword) construct(callee.node, node)
    } else if (ts.isNewExpression(node)) {
      for (const made of alternatives(evaluator.evaluate(node.expression))) if (made.kind === 'class') construct(made.node, node)
    } else if (ts.isClassLike(node)) {
      for (const base of classLine(evaluator, node).slice(1)) {
        if (open.has(base) && evaluator.addSubclass(base, node)) hasNews = true
      }
    }
    ts.forEachChild(node, visit)
  }

  function readCall(kind: 'publish' | 'on', node: ts.CallExpression, args: readonly ts.Expression[]): EventCall {
    const [first] = args
    if (first === undefined) return { kind, node, args, name: unknown, given: null }
    const { value: name, wanted } = evaluator.evaluateAsking(first)
    const call = { kind, node, args, name, given: null }
    const callables = new Set([...wanted].map((one) => (ts.isParameter(one) ? one.parent : one)).filter(canBeReached))
    for (const callable of callables) {
      if (callables.size === 1 && !ts.isClassLike(callable)) namedBy.set(call, callable as FunctionNode)
      if (open.has(callable)) continue
      open.add(callable)
      hasNews = true
      addImporters(callable.getSourceFile().fileName)
    }
    return call
  }

  /** Hands the arguments of a call to the parameters, where they carry the SDK or are asked for. */
  function pass(to: FunctionNode, call: ts.CallExpression | ts.NewExpression): void {
    const args = call.arguments
    const isOpen = open.has(to)
    const list: Value[] = []
    for (const [index, parameter] of to.parameters.entries()) {
      if (parameter.dotDotDotToken !== undefined || args?.slice(0, index + 1).some(ts.isSpreadElement)) break
      const argument = args?.[index]
      const value = argument === undefined ? { kind: 'constant' as const, value: undefined } : evaluator.evaluate(argument)
      if (!isOpen && !carriesSdk(evaluator, value, 2)) continue
      // A recursion would make its own name longer for ever.
      list[index] = isWithin(call, to) ? unknown : value
      if (evaluator.bind(parameter, list[index])) hasNews = true
      addFile(to.getSourceFile().fileName)
    }
    if (isOpen) argumentLists.set(to, [...(argumentLists.get(to) ?? []), { call, args: list }])
  }

  function construct(node: ts.ClassLikeDeclaration, call: ts.CallExpression | ts.NewExpression): void {
    const constructors = classLine(evaluator, node).flatMap(({ members }) => members.filter(ts.isConstructorDeclaration))
    const runs = constructors.find(({ body }) => body !== undefined)
    if (runs !== undefined) pass(runs, call)
  }

  for (let round = 0; hasNews && round < mostRounds; round++) {
    hasNews = false
    calls = []
    argumentLists = new Map()
    namedBy = new Map()
    // Files that are added on the way are visited in the same round.
    for (const file of files) {
      const source = evaluator.project.source(file)
      if (source === null) continue
      unlessTooDeep(file, problems, () => visit(source))
      if (!handedOn.has(file) && exportsSdk(evaluator, file)) {
        handedOn.add(file)
        addImporters(file)
      }
    }
  }
  return { calls: calls.flatMap(each), files, problems }

  /** Once for each call that gives the name, so that a name stays with its own handler, delay and body. */
  function each(call: EventCall): readonly EventCall[] {
    const [to, [first]] = [namedBy.get(call), call.args]
    const lists = to === undefined ? undefined : argumentLists.get(to)
    if (to === undefined || lists === undefined || first === undefined) return [call]
    return lists.map((given) => ({
      ...call,
      name: evaluator.calling(to, given.args, () => evaluator.evaluate(first)),
      given: { to, ...given },
    }))
  }
}

/** The function and the arguments of `f.call(self, …)` and `f.apply(self, […])`; null for any other call. */
function borrowedCall({
  expression,
  arguments: given,
}: ts.CallExpression): { readonly callee: ts.Expression; readonly args: readonly ts.Expression[] } | null {
  if (!ts.isPropertyAccessExpression(expression)) return null
  const { name, expression: callee } = expression
  if (name.text === 'call') return { callee, args: given.slice(1) }
  const list = given[1]
  return name.text === 'apply' && list !== undefined && ts.isArrayLiteralExpression(list) ? { callee, args: list.elements } : null
}

/** Whether others can call a function by a name: it is no argument of a call, such as a handler is. */
function canBeReached(node: ts.Node): boolean {
  return !((ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isCallExpression(node.parent))
}

function isWithin(node: ts.Node, ancestor: ts.Node): boolean {
  for (let one: ts.Node | undefined = node; one !== undefined; one = one.parent) if (one === ancestor) return true
  return false
}
