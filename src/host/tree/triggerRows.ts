import { tellDelay } from '../../words/tellDelay'
import { place } from '../../words/place'
import { tellTriggers } from '../../graph/triggers/tellTriggers'
import type { Trigger } from '../../model/graph'
import { count } from '../count'
import type { TreeModel } from './treeModel'
import { placeInRow, siteIds, treeNode, type TreeNode } from './treeNode'

const icons: Readonly<Record<Trigger['kind'], string>> = {
  event: 'symbol-method',
  route: 'globe',
  task: 'checklist',
  schedule: 'watch',
  data: 'database',
  storage: 'archive',
  ws: 'plug',
}

/**
 * What Ampt runs that comes to a call, each with the calls on the way, and a task with what starts it. `above` is the label of the row that
 * they stand beneath, and `tasks` are those further up.
 */
export function triggerRows(
  model: TreeModel,
  triggers: readonly Trigger[],
  above: string | null = null,
  tasks: readonly string[] = [],
): TreeNode[] {
  const idOf = siteIds('by', triggers)
  return triggers.map((trigger) => {
    const { kind, name, path } = trigger
    const isOpened = kind === 'task' && !tasks.includes(name) && model.startsOf(name).length > 0
    const words = tellTriggers([trigger]) ?? name
    return treeNode(idOf(trigger), words === above ? 'registered' : words, {
      icon: icons[kind],
      description: [...(path.length === 0 ? [] : [`${count(path.length, 'call')} away`]), placeInRow(trigger)].join(' · '),
      tooltip: `Run by ${triggerLines(trigger).join('\n')}`,
      site: trigger,
      children:
        path.length === 0 && !isOpened
          ? null
          : () => [...pathRows(trigger), ...(isOpened ? taskStartRows(model, name, [...tasks, name]) : [])],
    })
  })
}

/** What runs a publish, with the calls on the way. */
export function triggerLines(trigger: Trigger): string[] {
  const calls = trigger.path.map((step) => `  calls ${step.name ?? 'a function'} at ${place(step)}`)
  return [`${tellTriggers([trigger])} at ${place(trigger)}`, ...calls]
}

function pathRows({ path }: Trigger): TreeNode[] {
  const idOf = siteIds('calls', path)
  return path.map((step) => {
    const words = `calls ${step.name ?? 'a function'}`
    return treeNode(idOf(step), words, {
      icon: 'arrow-small-right',
      description: placeInRow(step),
      tooltip: `It ${words} at ${place(step)}.`,
      site: step,
    })
  })
}

/** The calls that start a task, each with what runs it. */
function taskStartRows(model: TreeModel, task: string, tasks: readonly string[]): TreeNode[] {
  const starts = model.startsOf(task)
  const idOf = siteIds('starts', starts)
  return starts.map((start) => {
    const by = tellTriggers(start.triggers)
    const delay = tellDelay(start)
    const words = by !== null ? `started by ${by}` : start.within === null ? 'started' : `started in ${start.within}()`
    return treeNode(idOf(start), words, {
      icon: 'play-circle',
      description: [...(delay === null ? [] : [delay]), placeInRow(start)].join(' · '),
      tooltip: `Task ${task} is ${words} at ${place(start)}${delay === null ? '' : `, ${delay}`}.`,
      site: start,
      children: start.triggers.length === 0 ? null : () => triggerRows(model, start.triggers, null, tasks),
    })
  })
}

/** A task that the code starts, whether or not it publishes. */
export function taskRow(model: TreeModel, task: string): TreeNode {
  const starts = count(model.startsOf(task).length, 'start')
  return treeNode(`task ${task}`, task, {
    icon: icons.task,
    description: starts,
    tooltip: `Task ${task}: ${starts}.`,
    children: () => taskStartRows(model, task, [task]),
  })
}
