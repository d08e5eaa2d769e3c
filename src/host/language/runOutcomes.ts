import type { EventState, Trace } from '../../model/trace'
import type { RunModule } from '../run/runModule'

/** What the last run of a folder (a URI, as text) left; null without one. */
export function lastTraceOf({ runs }: RunModule, folder: string): Trace | null {
  return runs.find(({ simulation }) => simulation.folder === folder)?.trace ?? null
}

const known = new WeakMap<Trace, ReadonlyMap<string, string>>()

/** What a run came to for an event, such as `2 handled, 1 dropped`; null when the run had none of it. Counted once for each run. */
export function runOutcomeOf(trace: Trace, event: string): string | null {
  const outcomes = known.get(trace) ?? countOutcomes(trace)
  known.set(trace, outcomes)
  return outcomes.get(event) ?? null
}

function countOutcomes({ tallies }: Trace): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<EventState, number>>()
  for (const { source, name, state, count } of tallies) {
    if (source !== 'event') continue
    const states = counts.get(name) ?? new Map<EventState, number>()
    counts.set(name, states.set(state, (states.get(state) ?? 0) + count))
  }
  return new Map([...counts].map(([name, states]) => [name, [...states].map(([state, number]) => `${number} ${state}`).join(', ')]))
}
