import { formatNumber } from '../words/number'
import { placeAt } from '../words/place'
import type { Budgets } from '../model/scenario'
import type { Stop } from '../model/trace'
import type { EventRun } from './eventRun'
import { handlerSiteOf, tellExecution, type Attempt, type Execution } from './execution'

// Why a run ends before it is idle.

const HOW = 'the run with --until or the setting amptEvents.until.'

/** An end that is put down to no event. */
export function stopped(reason: Stop['reason'], message: string): Stop {
  return { reason, event: null, site: null, message }
}

/** The end of a run whose event is one too many, of one chain of publishes or at all; null where it is not. */
export function eventStop({ kind, index, published: { hops } }: EventRun, by: Execution | null, budgets: Budgets): Stop | null {
  const event = kind.name
  const isTooDeep = hops > budgets.hops
  if (!isTooDeep && index < budgets.events) return null
  const site = kind.site ?? handlerSiteOf(by)
  const publisher = by === null ? '' : `, published by ${tellExecution(by)}`
  const message = isTooDeep
    ? `"${event}" is event ${formatNumber(hops)} of one chain of publishes${publisher}: a cycle, or a very long chain. End it in the handler, or bound ${HOW}`
    : `More than ${formatNumber(budgets.events)} events were published, the last is "${event}"${publisher}. Bound ${HOW}`
  return { reason: isTooDeep ? 'budget-hops' : 'budget-events', event, site, message }
}

/** The end of a run that makes one attempt too many. */
export function attemptStop({ chain, runs }: Attempt, { attempts }: Budgets): Stop {
  const event = chain.event.name
  const site = runs[0]?.handler.site ?? null
  const last = `the last of "${event}"${site === null ? '' : ` by its handler${placeAt(site)}`}`
  return {
    reason: 'budget-attempts',
    event,
    site,
    message: `More than ${formatNumber(attempts)} attempts were made, ${last}. Bound ${HOW}`,
  }
}

/** The end of a run that writes more than its record takes. */
export function outputStop(execution: Execution, { output }: Budgets): Stop {
  const event = execution.kind === 'handler' ? execution.attempt.chain.event.name : execution.key
  const what = `More than ${formatNumber(output)} characters of logs, bodies and effects came up, the last by ${tellExecution(execution)}`
  const message = `${what}. Let it log less, or bound ${HOW}`
  return { reason: 'budget-output', event, site: handlerSiteOf(execution), message }
}

/** The end of a run whose code does not give up control, or takes more memory than it may. `who` is what ran, for people. */
export function troubleStop(
  trouble: 'stuck' | 'memory',
  who: string,
  { stuckMs, heapMb }: Budgets,
  { event, site }: Pick<Stop, 'event' | 'site'>,
): Stop {
  const where = site === null ? '' : ` (it was${placeAt(site)})`
  const stuck = `${who} did not give up control for ${stuckMs / 1000} s${where}: an endless loop, or very long work.`
  const memory = `${who} needed more than the ${heapMb} MB of memory that a run may take${where}. Bound ${HOW}`
  return trouble === 'stuck' ? { reason: 'stuck', event, site, message: stuck } : { reason: 'out-of-memory', event, site, message: memory }
}
