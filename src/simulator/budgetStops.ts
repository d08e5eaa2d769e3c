import { formatNumber } from '../words/number'
import { place } from '../words/place'
import type { Budgets } from '../model/scenario'
import type { Site } from '../model/site'
import type { Stop, StopReason } from '../model/trace'
import type { EventRun } from './eventRun'
import { handlerSiteOf, tellExecution, type Attempt, type Execution } from './execution'

/** The end of a run whose event is one too many, of one chain of publishes or at all; null where it is not. */
export function eventStop({ kind, index, published }: EventRun, by: Execution | null, budgets: Budgets): Stop | null {
  const { name, site: publishedAt } = kind
  const { hops } = published
  if (hops <= budgets.hops && index < budgets.events) return null
  const site = publishedAt ?? handlerSiteOf(by)
  if (hops > budgets.hops) {
    const text = `"${name}" is event ${formatNumber(hops)} of one chain of publishes${publisher(by)}: a cycle, or a very long chain.`
    return stop('budget-hops', name, site, `${text} End it in the handler, or bound the run with --until or the setting amptEvents.until.`)
  }
  const text = `More than ${formatNumber(budgets.events)} events were published, the last is "${name}"${publisher(by)}.`
  return stop('budget-events', name, site, `${text} Bound the run with --until or the setting amptEvents.until.`)
}

function publisher(by: Execution | null): string {
  return by === null ? '' : `, published by ${tellExecution(by)}`
}

/** The end of a run that makes one attempt too many. */
export function attemptStop({ chain, runs }: Attempt, { attempts }: Budgets): Stop {
  const { name } = chain.event
  const site = runs[0]?.handler.site ?? null
  const text = `More than ${formatNumber(attempts)} attempts were made, the last of "${name}"${site === null ? '' : ` by its handler at ${place(site)}`}.`
  return stop('budget-attempts', name, site, `${text} Bound the run with --until or the setting amptEvents.until.`)
}

/** The end of a run that writes more than its record takes. */
export function outputStop(execution: Execution, { output }: Budgets): Stop {
  const isHandler = execution.kind === 'handler'
  const text = `More than ${formatNumber(output)} characters of logs, bodies and effects came up, the last by ${tellExecution(execution)}.`
  return stop(
    'budget-output',
    isHandler ? execution.attempt.chain.event.name : execution.key,
    handlerSiteOf(execution),
    `${text} Let it log less, or bound the run with --until or the setting amptEvents.until.`,
  )
}

function stop(reason: StopReason, event: string, site: Site | null, message: string): Stop {
  return { reason, event, site, message }
}
