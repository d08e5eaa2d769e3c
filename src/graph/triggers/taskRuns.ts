import { ts } from 'ts-morph'
import type { TaskRun, Trigger } from '../../model/graph'
import { delayOf } from '../sites/callOptions'
import type { EventCall } from '../sites/eventCall'
import { nameAround } from '../syntax/functionSite'
import { siteOf, spanOf, withSpan } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import { namesOfMade, textOf } from '../values/textOf'

/** The tasks that a call may start, at once or by a schedule of its own: `sweep.run(after, body)`, `sweep.every('1 day')`. */
export function readTaskRuns(evaluator: Evaluator, { node, name }: EventCall, triggers: readonly Trigger[]): readonly TaskRun[] {
  const after = isAtOnce(node) ? afterOfRun(node) : null
  const site = withSpan(node, {
    ...delayOf(after && { text: after.getText(), at: spanOf(after), value: evaluator.evaluate(after) }),
    within: nameAround(node),
    triggers: isAtOnce(node) ? triggers : [scheduleOf(evaluator, node)],
  })
  return [...new Set(namesOfMade(evaluator, name))].map((task) => ({ ...site, task }))
}

/** Whether a call that starts a task is no schedule. */
export function isAtOnce(node: ts.CallExpression): boolean {
  return methodOf(node) === 'run'
}

/** A single argument is the body, whatever it is. */
function afterOfRun({ arguments: args }: ts.CallExpression): ts.Expression | null {
  return args.length > 1 && !args.some(ts.isSpreadElement) ? args[0]! : null
}

function scheduleOf(evaluator: Evaluator, node: ts.CallExpression): Trigger {
  const [rate] = node.arguments
  const name = rate === undefined ? methodOf(node) : `${methodOf(node)} ${textOf(evaluator, rate)}`
  return { kind: 'schedule', name, ...siteOf(node), path: [] }
}

function methodOf({ expression }: ts.CallExpression): string {
  return (expression as ts.PropertyAccessExpression).name.text
}
