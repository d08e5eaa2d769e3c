import type { EventState, Trace } from '../model/trace'
import type { Expectation } from '../model/scenario'
import { summarizeRun } from './summarizeRun'

/** What a run fell short of, one sentence each; empty when all expectations hold. */
export function unmetExpectations(trace: Trace, expect: Expectation): string[] {
  const summary = summarizeRun(trace)
  const unmet: string[] = []
  const check = (what: string, expected: number | undefined, found: number): void => {
    if (expected !== undefined && expected !== found) unmet.push(`Expected ${what} to be ${expected}, found ${found}.`)
  }
  for (const state of ['handled', 'dropped', 'ignored'] as const) check(state, expect[state], summary[state])
  for (const [name, counts] of Object.entries(expect.events ?? {})) {
    const events = trace.events.filter((event) => event.source === 'event' && event.name === name)
    const countOf = (state: EventState): number => events.filter((event) => event.state === state).length
    check(`published of "${name}"`, counts.published, events.length - countOf('rejected'))
    for (const state of ['handled', 'dropped', 'ignored'] as const) check(`${state} of "${name}"`, counts[state], countOf(state))
  }
  return unmet
}
