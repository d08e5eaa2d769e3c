import assert from 'node:assert/strict'
import { eventColumnNames, eventStates } from '../../../src/model/protocol'
import { attemptColumnNames, FAILED, HANDLED, type Trace } from '../../../src/model/trace'
import { countByEvent, outcomeOf, tellCounts } from '../../../src/report/countByEvent'
import { summarizeRun } from '../../../src/report/summarizeRun'
import { appendRow, createColumns } from '../../../src/simulator/columns'
import { tallyEvents } from '../../../src/simulator/tallyEvents'
import { runEngine } from '../../support/testEngine'

const fail = (): never => {
  throw new Error('no')
}

describe('counts of a run', () => {
  it('are by name, of events alone, with their retries', async () => {
    const trace = await runEngine({
      handlers: [
        ['a', ({ attempt }) => (attempt < 3 ? fail() : 0)],
        ['b', () => 0],
      ],
      publish: [['a'], ['a'], ['b'], ['nobody']],
    })
    const counts = countByEvent(trace)
    assert.deepEqual(
      [...counts].map(([name, own]) => [name, tellCounts(own), outcomeOf(own)]),
      [
        ['a', '2 handled, 4 retries', 'handled'],
        ['b', '1 handled', 'handled'],
        ['nobody', '1 ignored', 'open'],
      ],
    )
    const { published, handled, ignored, lost, retries } = summarizeRun(trace)
    assert.deepEqual([published, handled, ignored, lost, retries], [4, 3, 1, 0, 4])
  })

  it('say that an event failed which was ignored behind a failed attempt, and no other that was', () => {
    const events = createColumns(eventColumnNames)
    const attempts = createColumns(attemptColumnNames)
    for (const outcome of [null, FAILED, HANDLED]) {
      const event = appendRow(events, eventColumnNames)
      events.state[event] = eventStates.indexOf('ignored')
      if (outcome === null) continue
      const row = appendRow(attempts, attemptColumnNames)
      attempts.event[row] = event
      attempts.outcome[row] = outcome
    }
    const kind = { source: 'event', name: 'a', bodyText: '{}', delay: 0, wait: 0, call: null, handler: 0, site: null, notes: [] } as const
    const tallies = tallyEvents(events, [kind], attempts)
    const [own] = [...countByEvent({ tallies } as unknown as Trace).values()]
    assert.deepEqual(tallies[0]!.lost, [1])
    assert.deepEqual([tellCounts(own!), outcomeOf(own!)], ['1 ignored after a failed attempt, 2 ignored', 'failed'])
  })
})
