import { place } from '../words/place'
import type { Budgets } from '../model/scenario'
import type { Stop } from '../model/trace'

/** Why a run ended whose code does not give up control, or takes more memory than it may. `who` is what ran, for people. */
export function troubleStop(
  trouble: 'stuck' | 'memory',
  who: string,
  { stuckMs, heapMb }: Budgets,
  { event, site }: Pick<Stop, 'event' | 'site'>,
): Stop {
  const where = site === null ? '' : ` (it was at ${place(site)})`
  const stuck = `${who} did not give up control for ${stuckMs / 1000} s${where}: an endless loop, or very long work.`
  const memory = `${who} needed more than the ${heapMb} MB of memory that a run may take${where}. Bound the run with --until or the setting amptEvents.until.`
  return trouble === 'stuck' ? { reason: 'stuck', event, site, message: stuck } : { reason: 'out-of-memory', event, site, message: memory }
}
