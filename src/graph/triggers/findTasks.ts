import { ts } from 'ts-morph'
import type { TaskRun, Trigger } from '../../model/graph'
import { callsIn } from '../syntax/actsIn'
import { delayOf } from '../sites/callOptions'
import type { Evaluator } from '../values/evaluate'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import type { FunctionUses } from '../calls/functionUses'
import type { Given } from '../calls/given'
import type { ReachingFiles } from '../modules/reachingFiles'
import { createVisits } from '../calls/visits'
import { isTask, taskRunBy } from './registrationOf'
import { nameAround } from '../syntax/nameAround'
import { siteOf, spanOf } from '../syntax/siteOf'
import { unlessTooDeep } from '../journal/unlessTooDeep'

export interface FoundRun {
  readonly node: ts.CallExpression
  /** The call of the function around it that tells which task it starts; null where the text does. */
  readonly given: Given | null
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
  uses: FunctionUses,
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
    const run = runOf(node, null)
    if (run !== null) {
      const byCall = callsOf(functionAround(node)).map((given) => runOf(node, given))
      const tasks = new Set(byCall.map((one) => one?.site.task))
      runs.push(...(tasks.size > 1 ? byCall.filter((one) => one !== null) : [run]))
    }
    const callee = evaluator.evaluate(node.expression)
    if (callee.kind === 'sdk' && callee.part === 'task') made.push(node)
    if (isTask(callee)) reachingFiles(node.getSourceFile().fileName).forEach((one) => reached.add(one))
  }

  function runOf(node: ts.CallExpression, given: Given | null): FoundRun | null {
    const run = evaluator.within(given?.to.scope ?? null, () => taskRunBy(evaluator, node))
    if (run === null) return null
    const schedule: Trigger | null = run.schedule === null ? null : { kind: 'schedule', name: run.schedule, ...siteOf(node), path: [] }
    // A single argument is the body, whatever it is.
    const after = schedule === null ? afterOfRun(node) : null
    const delay = delayOf(after && { text: after.getText(), at: spanOf(after), value: evaluator.evaluate(after) })
    return { node, given, schedule, site: { ...spanOf(node), task: run.task, within: nameAround(node), ...delay } }
  }

  /** The calls of a function of which it is told what that was made in: `start() { return this.task.run() }`. */
  function callsOf(around: FunctionNode | null): readonly Given[] {
    return (around === null ? [] : uses.of(around)).flatMap(({ node: call, scope, isHandedOn }) =>
      scope === null || isHandedOn || !ts.isCallExpression(call)
        ? []
        : [{ call, callee: call.expression, bound: 0, passed: [], to: { node: around!, scope }, args: [], from: null }],
    )
  }

  // Files that are added on the way are looked through too.
  return (files) => visits.visitAll(files, readFile)
}
