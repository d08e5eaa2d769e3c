import type { Budgets } from '../model/scenario'
import type { Site } from '../model/site'
import type { Stop, StopReason } from '../model/trace'
import { tellExecution, type Attempt, type EventRun, type Execution } from './execution'

/** The end of a run whose event is one too many, of one chain of publishes or at all; null where it is not. */
export function eventStop({ row, index, hops }: EventRun, by: Execution | null, budgets: Budgets): Stop | null {
  if (hops > budgets.hops) {
    const text = `"${row.name}" is the ${hops.toLocaleString('en-US')}th event of one chain of publishes${publisher(by)}: a cycle, or a very long chain.`
    return stop('budget-hops', row.name, row.site, `${text} End it in the handler, or bound the run with --until.`)
  }
  if (index + 1 > budgets.events) {
    const text = `More than ${budgets.events.toLocaleString('en-US')} events were published, the last is "${row.name}"${publisher(by)}.`
    return stop('budget-events', row.name, row.site, `${text} Bound the run with --until, or raise the budget.`)
  }
  return null
}

function publisher(by: Execution | null): string {
  return by === null ? '' : `, published by ${tellExecution(by)}`
}

/** The end of a run that makes one attempt too many. */
export function attemptStop({ chain, runs }: Attempt, { attempts }: Budgets): Stop {
  const { name } = chain.event.row
  const site = runs[0]?.handler.site ?? null
  const text = `More than ${attempts.toLocaleString('en-US')} attempts were made, the last of "${name}"${site === null ? '' : ` by its handler at ${site.file}:${site.line}`}.`
  return stop('budget-attempts', name, site, `${text} Bound the run with --until, or raise the budget.`)
}

/** The end of a run that writes more than its record takes. */
export function outputStop(execution: Execution, { output }: Budgets): Stop {
  const isHandler = execution.kind === 'handler'
  const text = `More than ${output.toLocaleString('en-US')} characters of logs, bodies and effects came up, the last by ${tellExecution(execution)}.`
  return stop(
    'budget-output',
    isHandler ? execution.attempt.chain.event.row.name : execution.key,
    isHandler ? execution.run.handler.site : null,
    `${text} Let it log less, or bound the run with --until.`,
  )
}

function stop(reason: StopReason, event: string, site: Site | null, message: string): Stop {
  return { reason, event, site, message }
}
