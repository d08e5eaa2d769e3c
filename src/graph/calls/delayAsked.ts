import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { Given } from './given'
import { functionAround } from '../syntax/functionAround'
import { pathRoot } from '../syntax/pathRoot'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import { truth, unknown } from '../values/value'

/**
 * Whether a condition between a publish without options and one of the same name with a delay asks only whether there is a delay:
 * `after ? publish(name, { after }, body) : publish(name, body)`. What calls work out for it, and is not told, is one, as it is in options.
 */
export function isDelayAsked(evaluator: Evaluator, condition: ts.Expression, publish: ts.Node, other: ts.Node): boolean {
  const asked = subjectOf(condition)
  if (asked === null || !ts.isCallExpression(publish) || publish.arguments.length > 2) return false
  if (evaluator.evaluate(asked).kind !== 'unknown' || !hasDelayed(other, publish, pathRoot(asked).getText())) return false
  return givenFor(evaluator, asked).every(isWorkedOut)
}

/** What calls of the app pass for a parameter that is asked for and do not tell; one that is not told where nobody does. */
function givenFor(evaluator: Evaluator, asked: Path): readonly (ts.Expression | null)[] {
  const declaration = lookup(asked, pathRoot(asked).getText())
  const around = functionAround(asked)
  if (around === null || declaration === null || declaration.parent !== around) return [null]
  const index = around.parameters.indexOf(declaration as ts.ParameterDeclaration)
  const calls = (evaluator.project.journal.told('called', around) as readonly Given[]).filter(
    ({ args }) => truth(args[index] ?? unknown) === null,
  )
  return calls.length === 0
    ? [null]
    : calls.map(({ passed, bound, isHandled }) => (isHandled === true ? null : (passed[index - bound] ?? null)))
}

/** Whether something is worked out where it is passed, as by `addMinutes(new Date(), 5)`: what is read elsewhere, or off the environment, may be missing. */
function isWorkedOut(node: ts.Expression | null): boolean {
  if (node === null) return false
  const inner = unwrapped(node)
  if (inner !== null) return isWorkedOut(inner)
  if (ts.isBinaryExpression(node)) return arithmetic.has(node.operatorToken.kind)
  if (ts.isCallExpression(node)) return declarationOf(node.expression) !== null
  const declaration = declarationOf(node)
  const isNamed = declaration !== null && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
  return isNamed && isWorkedOut(declaration.initializer)
}

const arithmetic: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.SlashToken,
])

function declarationOf(node: ts.Expression): ts.Node | null {
  return ts.isIdentifier(node) ? lookup(node, node.text) : null
}

type Path = ts.Identifier | ts.PropertyAccessExpression

/** What a condition asks to be there: `after`, `!after`, `options?.after !== undefined`, `after > 0`; null for all other conditions. */
function subjectOf(condition: ts.Expression): Path | null {
  const inner = unwrapped(condition)
  if (inner !== null) return subjectOf(inner)
  if (ts.isPrefixUnaryExpression(condition)) return subjectOf(condition.operand)
  if (ts.isBinaryExpression(condition)) {
    const { left, operatorToken, right } = condition
    // options && options.after
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return subjectOf(right)
    const isNothing = right.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(right) && right.text === 'undefined')
    const isZero = ts.isNumericLiteral(right) && right.text === '0' && operatorToken.kind === ts.SyntaxKind.GreaterThanToken
    return isNothing || isZero ? subjectOf(left) : null
  }
  return isPath(condition) ? condition : null
}

function isPath(node: ts.Expression): node is Path {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression))
}

/** Whether a part of the code publishes the same with options that a variable is in. */
function hasDelayed(node: ts.Node, { expression, arguments: [name] }: ts.CallExpression, variable: string): boolean {
  const isSame = (a: ts.Node | undefined, b: ts.Node | undefined): boolean => a?.getText() === b?.getText()
  const visit = (one: ts.Node): boolean => {
    if (ts.isCallExpression(one) && one.arguments.length > 2 && isSame(one.expression, expression) && isSame(one.arguments[0], name))
      return mentions(one.arguments[1]!, variable)
    return ts.forEachChild(one, (child) => visit(child) || undefined) === true
  }
  return visit(node)
}

function mentions(node: ts.Node, variable: string): boolean {
  return (
    (ts.isIdentifier(node) && node.text === variable) || ts.forEachChild(node, (child) => mentions(child, variable) || undefined) === true
  )
}
