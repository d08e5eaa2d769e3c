import { ts } from 'ts-morph'
import type { FileProblem } from '../model/graph'
import { callsIn } from './callsIn'
import type { Evaluator } from './evaluate'
import { methodByType } from './methodByType'
import { reachingFiles } from './reachingFiles'
import { unlessTooDeep } from './unlessTooDeep'
import { alternatives, type FunctionNode, type Value } from './value'

/** Finds the places that call a function, or hand it to something as an argument, in the order of files and text. A file is read for them when a function that it may use is first asked for. */
export function createFunctionUses(
  evaluator: Evaluator,
  importersOf: (file: string) => readonly string[],
  problems: Map<string, FileProblem>,
): (node: FunctionNode) => readonly ts.Expression[] {
  const uses = new Map<FunctionNode, ts.Expression[]>()
  const read = new Set<string>()
  const reached = new Set<string>()

  function add(value: Value, node: ts.Expression): void {
    for (const one of alternatives(value)) {
      const used = one.kind === 'function' ? one.node : one.kind === 'class' && ts.isNewExpression(node) ? constructorOf(one.node) : null
      if (used === null) continue
      const known = uses.get(used)
      if (known === undefined) uses.set(used, [node])
      else known.push(node)
    }
  }

  function readFile(file: string): void {
    if (read.has(file)) return
    read.add(file)
    const source = evaluator.project.source(file)
    for (const call of source === null ? [] : callsIn(source)) {
      unlessTooDeep(file, problems, () => {
        const called = evaluator.evaluate(call.expression)
        const method = called.kind === 'unknown' ? methodByType(evaluator, call.expression) : null
        add(method === null ? called : { kind: 'function', node: method }, call)
        for (const argument of call.arguments ?? []) if (isReference(argument)) add(evaluator.evaluate(argument), argument)
      })
    }
  }

  return (node) => {
    const file = node.getSourceFile().fileName
    if (!reached.has(file)) {
      reached.add(file)
      readFile(file)
      reachingFiles(evaluator.project, importersOf, file).forEach(readFile)
    }
    return uses.get(node) ?? []
  }
}

function isReference(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
}

function constructorOf({ members }: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | null {
  return (
    (members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined) as ts.ConstructorDeclaration | null) ?? null
  )
}
