import { ts } from 'ts-morph'
import { classLine } from './classMembers'
import { builtLine, isBuilder } from './builtMembers'
import type { Evaluator } from './evaluate'
import { isFunctionNode } from '../syntax/functionAround'
import { moduleExports, type Export } from '../modules/moduleExports'
import { assignmentsToMembers } from '../syntax/assignments'
import { declarationOf } from '../syntax/prototypes'
import { holderOf } from './objectMembers'
import { propertyValue } from '../syntax/propertyValue'
import { returnedExpression } from '../syntax/returnedExpressions'
import type { Made, Value } from './value'

/** How far into objects, classes and functions it is looked. */
const deepest = 3

/** Parts whose calls make what functions are handed to: `storage('images')`. */
const registering: ReadonlySet<Made['part']> = new Set(['api', 'task', 'schedule', 'storage'] as const)

/**
 * Whether a value is a part of the SDK, or of what that made, or holds one, or functions that call it: an object, a class, a module, what a
 * function returns.
 */
export function carriesSdk(evaluator: Evaluator, value: Value, depth = 0): boolean {
  const { journal } = evaluator.project
  /** Whether a function has an event call, or its callers name one. */
  const callsSdk = (node: ts.Node): boolean => journal.isTold('asked', node) || journal.isTold('eventCall', node)
  if (value.kind === 'function' && depth > 0 && callsSdk(value.node)) return true
  if (depth > deepest) return false
  const inside = (one: Value): boolean => carriesSdk(evaluator, one, depth + 1)
  const isGiven = (owner: ts.Node): boolean =>
    assignmentsToMembers(owner).some(({ right }) => right !== null && inside(evaluator.evaluate(right)))
  switch (value.kind) {
    case 'sdk':
      return true
    case 'made':
      return registering.has(value.part)
    case 'choice':
    case 'list':
    case 'map':
      return value.of.some((one) => carriesSdk(evaluator, one, depth))
    case 'record':
      return value.of.some(([, one]) => inside(one))
    case 'object':
      return evaluator.within(
        value.scope ?? null,
        () =>
          value.node.properties.some((property) => {
            const held = propertyValue(property)
            return held === null ? callsSdk(property) : inside(evaluator.evaluate(held))
          }) ||
          // services.bus = events
          isGiven(holderOf(value.node)),
      )
    case 'built':
      return evaluator.within(value.scope ?? null, () => builtLine(evaluator, value.node).map(declarationOf).some(isGiven))
    case 'class':
    case 'instance':
      return classLine(evaluator, value.node).some(({ members }) =>
        members.some((member) => {
          if (ts.isMethodDeclaration(member)) return callsSdk(member)
          return ts.isPropertyDeclaration(member) && member.initializer !== undefined && inside(evaluator.evaluate(member.initializer))
        }),
      )
    case 'function':
      if (isBuilder(evaluator, value.node)) return inside({ kind: 'built', node: value.node })
      return mayHoldObject(returnedExpression(value.node)) && inside(evaluator.returned(value, []))
    case 'module':
      return exportsSdk(evaluator, value.file, depth + 1)
    default:
      return false
  }
}

/** Whether a file hands the SDK on to those who import it. */
export function exportsSdk(evaluator: Evaluator, file: string, depth = 0): boolean {
  const source = evaluator.project.source(file)
  if (source === null) return false
  const { named, copied, stars, assigned } = moduleExports(source)
  return (
    [...named].some(([name, one]) => mayCarry(one) && carriesSdk(evaluator, evaluator.exported(file, name), depth)) ||
    stars.some((specifier) => carriesSdk(evaluator, evaluator.imported(file, specifier, null), depth)) ||
    // Its members are the exports.
    [...copied, ...(assigned === null ? [] : [assigned])].some((one) => carriesSdk(evaluator, evaluator.evaluate(one), depth - 1))
  )
}

/** Spares the evaluation of most that files export: functions that return nothing of the kind. */
function mayCarry(one: Export): boolean {
  const made = one.kind === 'from' ? null : ts.isVariableDeclaration(one.node) ? (one.node.initializer ?? null) : one.node
  if (made === null) return true
  return !isFunctionNode(made) || mayHoldObject(returnedExpression(made))
}

/** Spares the evaluation of arithmetic and text, which most functions of an app return. */
export function mayHoldObject(node: ts.Expression | null): boolean {
  if (node !== null && ts.isBinaryExpression(node)) return choosing.has(node.operatorToken.kind)
  return node !== null && !ts.isTemplateExpression(node) && !ts.isLiteralExpression(node)
}

/** Operators that give one of their sides: `bus ?? events`. */
const choosing: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.AmpersandAmpersandToken],
  ...[ts.SyntaxKind.CommaToken, ts.SyntaxKind.EqualsToken],
])
