import { countByEvent, tellCounts } from '../../report/countByEvent'
import type { RunModule } from '../run/runModule'

/** What the last run of a folder (a URI, as text) came to for an event, such as `1 dropped, 2 handled`; null where it had none of it. */
export function lastOutcome({ runs }: RunModule, folder: string, event: string): string | null {
  const trace = runs.find(({ simulation }) => simulation.folder === folder)?.trace
  const counts = trace && countByEvent(trace).get(event)
  return counts === undefined ? null : tellCounts(counts)
}
