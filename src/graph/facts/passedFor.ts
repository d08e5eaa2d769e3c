import { ts } from 'ts-morph'
import type { Given } from '../calls/given'
import { assignmentsTo } from '../syntax/assignments'
import { lookup } from '../syntax/scope'
import { bare, plainKey } from '../syntax/unwrapped'
import type { Evaluator } from '../values/evaluate'
import { optionIn } from './optionIn'

/** What a call passes for a parameter, or for a part of it that is written there, and that is nothing else by then; null where that is not told. */
export function passedFor(node: ts.Expression, given: Given): ts.Expression | null {
  if (ts.isPropertyAccessExpression(node)) return partOf(passedFor(node.expression, given), node.name.text)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  return declaration === null || assignmentsTo(declaration).length > 0 ? null : passedAs(declaration, given)
}

/** Does some work as where a call passes something. */
export function asPassed<T>(evaluator: Evaluator, { from }: Given, work: () => T): T {
  return evaluator.within(from === null ? null : evaluator.calling(from.to, from.args, () => evaluator.scope()), work)
}

function passedAs(declaration: ts.Node, given: Given): ts.Expression | null {
  if (!ts.isParameter(declaration) && !ts.isBindingElement(declaration)) return null
  const passed = declaration.dotDotDotToken === undefined ? passedIn(declaration, given) : null
  // What may be undefined leaves what a name begins with.
  return declaration.initializer === undefined || (passed !== null && isLiteral(passed)) ? passed : null
}

function isLiteral(node: ts.Expression): boolean {
  const inner = bare(node)
  return ts.isObjectLiteralExpression(inner) || ts.isLiteralExpression(inner)
}

function passedIn(declaration: ts.ParameterDeclaration | ts.BindingElement, given: Given): ts.Expression | null {
  if (ts.isBindingElement(declaration)) {
    const { parent: pattern, propertyName, name } = declaration
    return ts.isObjectBindingPattern(pattern) ? partOf(passedAs(pattern.parent, given), plainKey(propertyName ?? name)) : null
  }
  const { to, bound, passed, isHandled, isMaker } = given
  // What these pass is no argument of the function.
  if (isHandled === true || isMaker === true) return null
  const place = to.node.parameters.indexOf(declaration) - bound
  return place < 0 || passed.slice(0, place + 1).some(ts.isSpreadElement) ? null : (passed[place] ?? null)
}

function partOf(object: ts.Expression | null, name: string | null): ts.Expression | null {
  const written = object === null ? null : bare(object)
  return written !== null && name !== null && ts.isObjectLiteralExpression(written) ? optionIn(written, name) : null
}
