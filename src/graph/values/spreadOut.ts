import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'

/** The arguments of a call, with the items of lists that are spread, where these are written out: `const call = ['paid', options, body] as const; publish(...call)`. */
export function spreadOut(evaluator: Evaluator, args: readonly ts.Expression[]): readonly ts.Expression[] {
  if (!args.some(ts.isSpreadElement)) return args
  return args.flatMap((one) => {
    if (!ts.isSpreadElement(one)) return [one]
    const items = writtenItems(one.expression)
    const list = items === null ? null : evaluator.evaluate(one.expression)
    // What is added to it elsewhere is not written there.
    return list?.kind === 'list' && list.isLoose !== true && list.of.length === items!.length ? items! : [one]
  })
}

function writtenItems(list: ts.Expression): readonly ts.Expression[] | null {
  const inner = unwrapped(list)
  if (inner !== null) return writtenItems(inner)
  if (ts.isArrayLiteralExpression(list)) return list.elements.some(ts.isSpreadElement) ? null : list.elements
  const declaration = ts.isIdentifier(list) ? lookup(list, list.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null
  return ts.isArrayLiteralExpression(unwrapped(declaration.initializer) ?? declaration.initializer)
    ? writtenItems(declaration.initializer)
    : null
}
