import assert from 'node:assert/strict'
import type { Budgets, Scenario } from '../../../../src/model/scenario'
import type { Stop, Trace } from '../../../../src/model/trace'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { handler, publishing, runApp } from '../../../support/runApp'

/** A change of some budgets alone. */
export const within = (budgets: Partial<Budgets>): Partial<Scenario> => ({ budgets: { ...defaultScenario.budgets, ...budgets } })

/** Why a run of a handler ended: the reason, the event, and the line. */
export async function stopOf(body: string, budgets: Partial<Budgets>, more: Partial<Scenario> = {}): Promise<Stop & { trace: Trace }> {
  const trace = await runApp(handler(body), publishing('a', { ...within(budgets), ...more }))
  assert.ok(trace.end.stopped !== null, 'the run was not stopped')
  return { ...trace.end.stopped, trace }
}
