import { ts } from 'ts-morph'
import type { FileProblem } from '../model/graph'
import { callsIn } from './callsIn'
import type { Evaluator } from './evaluate'
import { functionOf, memberByType, membersAbove } from './declaredType'
import { reachingFiles } from './reachingFiles'
import { lookup } from './scope'
import { unlessTooDeep } from './unlessTooDeep'
import { alternatives, type FunctionNode, type Item, type Scope, type Value } from './value'

/** A place that calls a function, or hands it to something. */
export interface FunctionUse {
  readonly node: ts.Expression
  /** The call that the function was made in, where that is told. */
  readonly scope: Scope | null
  readonly isHandedOn: boolean
  /** The declaration by whose name it is called, and the item of a walk that it is. */
  readonly by: ts.Node | null
  readonly item: Item | null
}

/** Finds the places that call a function, or hand it to something as an argument, in the order of files and text. A file is read for them when a function that it may use is first asked for. */
export function createFunctionUses(
  evaluator: Evaluator,
  importersOf: (file: string) => readonly string[],
  problems: Map<string, FileProblem>,
): (node: FunctionNode) => readonly FunctionUse[] {
  /** By function, and by the member of a class or an interface where only the type of an object is known. */
  const uses = new Map<ts.Node, FunctionUse[]>()
  const read = new Set<string>()
  const reached = new Set<string>()

  function add(value: Value, node: ts.Expression, isHandedOn: boolean): void {
    for (const one of alternatives(value)) {
      const used = one.kind === 'function' ? one.node : one.kind === 'class' && ts.isNewExpression(node) ? constructorOf(one.node) : null
      if (used !== null)
        put(used, {
          node,
          scope: one.kind === 'function' ? (one.scope ?? null) : null,
          isHandedOn,
          by: calledBy(node),
          item: one.item ?? null,
        })
    }
  }

  function put(used: ts.Node, use: FunctionUse): void {
    const known = uses.get(used)
    if (known === undefined) uses.set(used, [use])
    else known.push(use)
  }

  function readFile(file: string): void {
    if (read.has(file)) return
    read.add(file)
    const source = evaluator.project.source(file)
    for (const call of source === null ? [] : callsIn(source)) {
      unlessTooDeep(file, problems, () => {
        const called = evaluator.evaluate(call.expression)
        const member = called.kind === 'unknown' ? memberByType(evaluator, call.expression)?.member : undefined
        if (member === undefined) add(called, call, false)
        else put(functionOf(member), { node: call, scope: null, isHandedOn: false, by: null, item: null })
        for (const argument of call.arguments ?? []) if (isReference(argument)) add(evaluator.evaluate(argument), argument, true)
      })
    }
  }

  /** Reads the files of the functions that are handed something by a call. */
  function readTakers({ parent: call }: ts.Node): void {
    if (!ts.isCallExpression(call)) return
    for (const taker of alternatives(evaluator.evaluate(call.expression))) {
      if (taker.kind === 'function') readFile(taker.node.getSourceFile().fileName)
    }
  }

  return (node) => {
    const keys = [node, ...membersAbove(evaluator, node).map(functionOf)]
    for (const { fileName } of keys.map((key) => key.getSourceFile())) {
      if (reached.has(fileName)) continue
      reached.add(fileName)
      readFile(fileName)
      reachingFiles(evaluator.project, importersOf, fileName).forEach(readFile)
    }
    readTakers(node)
    for (const key of keys) for (const use of uses.get(key) ?? []) if (use.isHandedOn) readTakers(use.node)
    return keys.flatMap((key) => uses.get(key) ?? [])
  }
}

/** The declaration that a call names what it calls by. */
export function calledBy(node: ts.Expression): ts.Node | null {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? lookup(node, node.expression.text) : null
}

function isReference(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)
}

function constructorOf({ members }: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | null {
  return (
    (members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined) as ts.ConstructorDeclaration | null) ?? null
  )
}
