import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { typeBehind } from './typeBehind'
import { membersAbove } from './typeMembers'

/** The function type that a type stands for; null for all others. */
export function functionType(evaluator: Evaluator, type: ts.TypeNode): ts.FunctionTypeNode | null {
  const written = typeBehind(evaluator, type)
  return ts.isFunctionTypeNode(written) ? written : null
}

/** The function types that are written for a function: of its name, and of the members that it is. */
export function functionTypesOf(evaluator: Evaluator, run: ts.Node): readonly ts.FunctionTypeNode[] {
  const { parent } = run
  const written = ts.isVariableDeclaration(parent) ? parent.type : undefined
  const types = [written, ...membersAbove(evaluator, run).map((one) => (ts.isPropertySignature(one) ? one.type : undefined))]
  return types.flatMap((type) => (type === undefined ? [] : (functionType(evaluator, type) ?? [])))
}
