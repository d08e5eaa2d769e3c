import { ts } from 'ts-morph'
import type { TaskRun, Trigger } from '../../model/graph'
import { callsIn } from '../syntax/actsIn'
import { delayOf } from '../sites/callOptions'
import type { Evaluator } from '../values/evaluate'
import type { ReachingFiles } from '../modules/reachingFiles'
import { createVisits } from '../calls/visits'
import { isTask, taskRunBy } from './registrationOf'
import { nameAround } from '../syntax/nameAround'
import { siteOf, spanOf } from '../syntax/siteOf'
import { unlessTooDeep } from '../journal/unlessTooDeep'

export interface FoundRun {
  readonly node: ts.CallExpression
  /** What starts the task, where that is a schedule of its own. */
  readonly schedule: Trigger | null
  readonly site: Omit<TaskRun, 'triggers'>
}

/** `task.run(after, body)`: a single argument is the body, whatever it is. */
function afterOfRun({ arguments: args }: ts.CallExpression): ts.Expression | null {
  return args.length > 1 && !args.some(ts.isSpreadElement) ? args[0]! : null
}

/** What a file has to do with tasks. */
export interface Tasks {
  /** The calls that make one. */
  readonly made: ts.CallExpression[]
  readonly runs: FoundRun[]
  /** Files that may start a task of this file. */
  readonly reached: Set<string>
}

/** Finds the calls that make and start tasks, in the files given and in those that import from a file that makes one. */
export function createTaskFinder(
  evaluator: Evaluator,
  reachingFiles: ReachingFiles,
): (files: Iterable<string>) => ReadonlyMap<string, Tasks> {
  const { journal } = evaluator.project
  const visits = createVisits<Tasks>(journal, 1)

  function readFile(file: string): Tasks {
    const tasks: Tasks = { made: [], runs: [], reached: new Set() }
    const source = evaluator.project.source(file)
    for (const call of source === null ? [] : callsIn(source)) {
      if (ts.isCallExpression(call)) unlessTooDeep(journal, file, () => take(call, tasks))
    }
    return tasks
  }

  function take(node: ts.CallExpression, { made, runs, reached }: Tasks): void {
    const run = taskRunBy(evaluator, node)
    if (run !== null) {
      const schedule: Trigger | null = run.schedule === null ? null : { kind: 'schedule', name: run.schedule, ...siteOf(node), path: [] }
      // A single argument is the body, whatever it is.
      const after = schedule === null ? afterOfRun(node) : null
      const delay = delayOf(after && { text: after.getText(), at: spanOf(after), value: evaluator.evaluate(after) })
      runs.push({ node, schedule, site: { ...spanOf(node), task: run.task, within: nameAround(node), ...delay } })
    }
    const callee = evaluator.evaluate(node.expression)
    if (callee.kind === 'sdk' && callee.part === 'task') made.push(node)
    if (isTask(callee)) reachingFiles(node.getSourceFile().fileName).forEach((one) => reached.add(one))
  }

  // Files that are added on the way are looked through too.
  return (files) => visits.visitAll(files, readFile)
}
