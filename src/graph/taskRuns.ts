import { ts } from 'ts-morph'
import type { FileProblem, TaskRun } from '../model/graph'
import { callsIn } from './callsIn'
import type { Evaluator } from './evaluate'
import { reachingFiles } from './reachingFiles'
import { isTask, taskRunBy } from './registrationOf'
import { compareSites, spanOf } from './siteOf'
import { unlessTooDeep } from './unlessTooDeep'

interface FoundRun {
  readonly node: ts.CallExpression
  readonly site: Omit<TaskRun, 'triggers'>
}

/** Finds the calls that start a task, in the files given and in those that import from a file that makes one. */
export function findTaskRuns(
  evaluator: Evaluator,
  files: ReadonlySet<string>,
  importersOf: (file: string) => readonly string[],
  problems: Map<string, FileProblem>,
): FoundRun[] {
  const found: FoundRun[] = []
  const open = new Set(files)

  function take(node: ts.CallExpression, file: string): void {
    const task = taskRunBy(evaluator, node)
    // A single argument is the body, whatever it is.
    const after = node.arguments.length > 1 ? node.arguments[0]!.getText() : null
    if (task !== null) found.push({ node, site: { ...spanOf(node), task, after } })
    if (isTask(evaluator.evaluate(node.expression))) {
      reachingFiles(evaluator.project, importersOf, file).forEach((one) => open.add(one))
    }
  }

  // Files that are added on the way are looked through too.
  for (const file of open) {
    const source = evaluator.project.source(file)
    for (const call of source === null ? [] : callsIn(source)) {
      if (ts.isCallExpression(call)) unlessTooDeep(file, problems, () => take(call, file))
    }
  }
  return found.sort((a, b) => compareSites(a.site, b.site))
}
