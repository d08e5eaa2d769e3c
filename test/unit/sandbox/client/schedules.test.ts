import assert from 'node:assert/strict'
import { HOUR_MS, MINUTE_MS } from '../../../../src/words/duration'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runEntry, ofSource } from '../../../support/runEntry'

describe('schedules', () => {
  it('tick in both shapes, in a run with an end, and are not retried', async () => {
    const trace = await runEntry(
      `schedule('sweep').every('30 minutes', () => { throw new Error('no') })\nschedule.cron('15 * * * ? *', () => {})`,
      { steps: [], untilMs: HOUR_MS },
    )
    assert.deepEqual(
      ofSource(trace, 'schedule').map(({ key, time, state }) => [key, (time - defaultScenario.start) / MINUTE_MS, state]),
      [
        ['schedule:cron(15 * * * ? *)#1', 15, 'handled'],
        ['schedule:sweep#1', 30, 'dropped'],
        ['schedule:sweep#2', 60, 'dropped'],
      ],
    )
  })
})
