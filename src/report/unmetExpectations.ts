import type { Trace } from '../model/trace'
import { expectedStates, type Expectation } from '../model/scenario'
import { countByEvent } from './countByEvent'
import { summarizeRun } from './summarizeRun'

/** What a run fell short of, one sentence each; empty when all expectations hold. */
export function unmetExpectations(trace: Trace, expect: Expectation): string[] {
  const summary = summarizeRun(trace)
  const unmet: string[] = []
  const check = (what: string, expected: number | undefined, found: number): void => {
    if (expected !== undefined && expected !== found) unmet.push(`Expected ${what} to be ${expected}, found ${found}.`)
  }
  for (const state of expectedStates) check(state, expect[state], summary[state])
  for (const [name, counts] of Object.entries(expect.events ?? {})) {
    const { rejected: _, scheduled = 0, retrying = 0, ...ended } = countByEvent(trace).get(name)?.states ?? {}
    const states = { ...ended, pending: scheduled + retrying }
    check(
      `published of "${name}"`,
      counts.published,
      Object.values(states).reduce((sum, count) => sum + count, 0),
    )
    for (const state of expectedStates) check(`${state} of "${name}"`, counts[state], states[state] ?? 0)
  }
  return unmet
}
