import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { Given } from './given'
import { functionAround } from '../syntax/functionAround'
import { unwrapped } from '../syntax/unwrapped'

/**
 * Whether a condition between a publish without options and one of the same name with a delay asks only whether there is a delay:
 * `after ? publish(name, { after }, body) : publish(name, body)`. What calls pass for it, and is not told, is one, as it is in options.
 */
export function isDelayAsked(evaluator: Evaluator, condition: ts.Expression, publish: ts.Node, other: ts.Node): boolean {
  const asked = subjectOf(condition)
  if (asked === null || !ts.isCallExpression(publish) || publish.arguments.length > 2) return false
  return isPassed(evaluator, publish) && hasDelayed(other, publish, rootOf(asked).text) && evaluator.evaluate(asked).kind === 'unknown'
}

/** Whether the app calls the function around a node: what Ampt hands to a handler may lack it. */
function isPassed({ project }: Evaluator, node: ts.Node): boolean {
  const around = functionAround(node)
  return around !== null && (project.journal.told('called', around) as readonly Given[]).some(({ isHandled }) => isHandled !== true)
}

type Path = ts.Identifier | ts.PropertyAccessExpression

/** What a condition asks to be there: `after`, `!after`, `options?.after !== undefined`; null for all other conditions. */
function subjectOf(condition: ts.Expression): Path | null {
  const inner = unwrapped(condition)
  if (inner !== null) return subjectOf(inner)
  if (ts.isPrefixUnaryExpression(condition)) return subjectOf(condition.operand)
  if (ts.isBinaryExpression(condition)) {
    const { right } = condition
    const isNothing = right.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(right) && right.text === 'undefined')
    return isNothing ? subjectOf(condition.left) : null
  }
  return isPath(condition) ? condition : null
}

function isPath(node: ts.Expression): node is Path {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression))
}

function rootOf(path: Path): ts.Identifier {
  return ts.isIdentifier(path) ? path : rootOf(path.expression as Path)
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
