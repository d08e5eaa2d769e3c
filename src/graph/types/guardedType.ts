import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import { callsIn } from '../syntax/actsIn'
import { neededFor } from '../syntax/neededFor'
import { lookup } from '../syntax/scope'
import type { Evaluator } from '../values/evaluate'

/** The type that a name has where it is read, by a function of the app that was asked: `if (!isTenant(name)) return`. Null where none was. */
export function guardedType(evaluator: Evaluator, read: ts.Identifier, declaration: ts.Node): ts.TypeNode | null {
  const asked = (asksIn(read.getSourceFile()).get(read.text) ?? []).filter((call) => lookup(call, read.text) === declaration)
  const needed = asked.length === 0 ? [] : neededFor(read)
  const guard = asked.find((call) => needed.some(({ condition, isMet }) => isMet && condition === call))
  const run = guard === undefined ? null : evaluator.evaluate(guard.expression)
  const type = run?.kind === 'function' ? run.node.type : undefined
  if (type === undefined || !ts.isTypePredicateNode(type) || type.assertsModifier !== undefined) return null
  const [first] = (run as { node: ts.SignatureDeclaration }).node.parameters
  return first?.name.getText() === type.parameterName.getText() ? (type.type ?? null) : null
}

/** The calls of a file that are handed a name alone, by that; none of JavaScript, whose functions say nothing of types. */
const asksIn = onceFor((source: ts.SourceFile): ReadonlyMap<string, readonly ts.CallExpression[]> => {
  const found = new Map<string, ts.CallExpression[]>()
  if ((source.flags & ts.NodeFlags.JavaScriptFile) !== 0) return found
  for (const call of callsIn(source)) {
    const [name, ...others] = call.arguments ?? []
    if (ts.isCallExpression(call) && name !== undefined && ts.isIdentifier(name) && others.length === 0) append(found, name.text, call)
  }
  return found
})
