import { ts } from 'ts-morph'
import { calculate, compared, instanceOf, ordered, orders } from './calculate'
import type { Evaluator } from './evaluate'
import { hasKey } from './members'
import { unwrapped } from '../syntax/unwrapped'
import { choice, joinText } from './choice'
import { isText } from './text'
import { alternatives, constant, isObject, truth, unknown, type Value } from './value'

/** What an operation on two values gives. */
export function binaryValue(evaluator: Evaluator, node: ts.BinaryExpression): Value {
  // A long concatenation leans left: walked down in a loop, so that its length is no depth of ours.
  const spine: ts.BinaryExpression[] = []
  let left: ts.Expression = node
  while (ts.isBinaryExpression(left)) {
    spine.push(left)
    left = left.left
  }
  return spine.reduceRight((value, one) => operate(evaluator, value, one), evaluator.evaluate(left))
}

function operate(
  evaluator: Evaluator,
  left: Value,
  { operatorToken: { kind: operator }, right: rightNode, left: leftNode }: ts.BinaryExpression,
): Value {
  switch (operator) {
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken: {
      const isOr = operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.BarBarEqualsToken
      const decides = (value: Value): boolean =>
        (value.kind === 'constant' && (isOr ? Boolean(value.value) : value.value !== null && value.value !== undefined)) ||
        !['constant', 'unknown', 'choice'].includes(value.kind) ||
        isObject(value)
      const kept = alternatives(left).filter((value) => value.kind !== 'constant' || decides(value))
      const isDecided = kept.length === alternatives(left).length && kept.every(decides) && !mayBeMissing(evaluator, leftNode)
      return isDecided ? choice(kept) : choice([...kept, evaluator.evaluate(rightNode)])
    }
    case ts.SyntaxKind.AmpersandAmpersandToken: {
      const right = evaluator.evaluate(rightNode)
      // What is called or asked for its members is taken to be there: `options && options.emit`.
      const isData = alternatives(right).some(({ kind }) => kind === 'constant' || kind === 'text' || kind === 'object')
      return isData && truth(left) !== true ? choice([constant(undefined), right]) : right
    }
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.CommaToken:
      return evaluator.evaluate(rightNode)
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
      return compared(evaluator, left, evaluator.evaluate(rightNode), true)
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return compared(evaluator, left, evaluator.evaluate(rightNode), false)
    case ts.SyntaxKind.InstanceOfKeyword:
      return instanceOf(evaluator, left, evaluator.evaluate(rightNode))
    case ts.SyntaxKind.InKeyword:
      return hasKey(evaluator, evaluator.evaluate(rightNode), left)
    default: {
      const right = evaluator.evaluate(rightNode)
      if (orders.has(operator)) return ordered(left, operator, right)
      const isJoined = operator === ts.SyntaxKind.PlusToken && [left, right].some((one) => alternatives(one).some(isText))
      return calculate(left, operator, right) ?? (isJoined ? joinText(left, right) : unknown)
    }
  }
}

/** `names[key]`: a key that is not known may have no value. */
function mayBeMissing(evaluator: Evaluator, node: ts.Expression): boolean {
  const inner = unwrapped(node)
  if (inner !== null) return mayBeMissing(evaluator, inner)
  return ts.isElementAccessExpression(node) && evaluator.evaluate(node.argumentExpression).kind !== 'constant'
}
