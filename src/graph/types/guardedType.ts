import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import { callsIn } from '../syntax/actsIn'
import { assignmentsTo } from '../syntax/assignments'
import { neededFor } from '../syntax/neededFor'
import { pathRoot } from '../syntax/pathRoot'
import { lookup } from '../syntax/scope'
import type { Evaluator } from '../values/evaluate'

/** The type that a name, or a member of what it names, has where it is read, by a function of the app that was asked: `if (!isTenant(name)) return`. Null where none was. */
export function guardedType(evaluator: Evaluator, read: ts.Expression): ts.TypeNode | null {
  const asked = asksIn(read.getSourceFile()).get(read.getText()) ?? []
  const needed = asked.length === 0 ? [] : neededFor(read)
  const guard = asked.find(
    (call) => isOfSame(read, call.arguments[0]!) && needed.some(({ condition, isMet }) => isMet && condition === call),
  )
  const run = guard === undefined ? null : evaluator.evaluate(guard.expression)
  const type = run?.kind === 'function' ? run.node.type : undefined
  if (type === undefined || !ts.isTypePredicateNode(type) || type.assertsModifier !== undefined) return null
  const [first] = (run as { node: ts.SignatureDeclaration }).node.parameters
  return first?.name.getText() === type.parameterName.getText() ? (type.type ?? null) : null
}

/** Whether two paths of the same text begin with one name that stays what it is. */
function isOfSame(one: ts.Expression, other: ts.Expression): boolean {
  const [declaration, ofOther] = [one, other].map((path) => lookup(path, pathRoot(path).getText()))
  return declaration !== null && declaration === ofOther && assignmentsTo(declaration!).length === 0
}

/** The calls of a file that are handed a name or a member alone, by its text; none of JavaScript, whose functions say nothing of types. */
const asksIn = onceFor((source: ts.SourceFile): ReadonlyMap<string, readonly ts.CallExpression[]> => {
  const found = new Map<string, ts.CallExpression[]>()
  if ((source.flags & ts.NodeFlags.JavaScriptFile) !== 0) return found
  for (const call of callsIn(source)) {
    const [path, ...others] = call.arguments ?? []
    if (ts.isCallExpression(call) && path !== undefined && isPath(path) && others.length === 0) append(found, path.getText(), call)
  }
  return found
})

function isPath(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression))
}
