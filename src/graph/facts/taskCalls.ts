import { ts } from 'ts-morph'
import { callsIn } from '../syntax/actsIn'
import type { Evaluator } from '../values/evaluate'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import type { CallFacts } from './callFacts'
import { readTaskFacts } from './readCallFacts'

/** The facts of each `task(name, options, handler)` in a file. */
export function readTaskCalls(evaluator: Evaluator, file: string): readonly CallFacts[] {
  const found: CallFacts[] = []
  const source = evaluator.project.source(file)
  for (const call of source?.text.includes('task') === true ? callsIn(source) : []) {
    if (!ts.isCallExpression(call) || call.arguments.length !== 3) continue
    unlessTooDeep(evaluator.project.journal, file, () => {
      const callee = evaluator.evaluate(call.expression)
      if (callee.kind === 'sdk' && callee.part === 'task') found.push(readTaskFacts(evaluator, call))
    })
  }
  return found
}
