import assert from 'node:assert/strict'
import { runOutcome, runTitle } from '../../../../src/host/run/runTitle'
import { runEngine } from '../../../support/testEngine'

describe('the title of a run', () => {
  it('says the worst that became of the events, of which an outcome says all', async () => {
    const trace = await runEngine({
      handlers: [
        ['mail', () => Promise.reject(new Error('no'))],
        ['fine', () => undefined],
      ],
      publish: [['fine'], ['mail'], ['nobody']],
    })
    assert.equal(runTitle('mail', trace), 'mail · 1 dropped')
    assert.deepEqual(runOutcome(trace), { text: '1 dropped · 1 ignored · 1 handled', end: 'failed' })
  })

  it('has numbers that can be read', async () => {
    const publish = Array.from({ length: 1200 }, () => ['fine'] as ['fine'])
    const trace = await runEngine({ handlers: [['fine', () => undefined]], publish })
    assert.equal(runTitle('fine', trace), 'fine · 1,200 handled')
  })

  it('ends a run well when all was handled or ignored', async () => {
    const trace = await runEngine({ handlers: [['fine', () => undefined]], publish: [['fine'], ['nobody']] })
    assert.deepEqual(runOutcome(trace), { text: '1 ignored · 1 handled', end: 'well' })
  })

  it('says that a run was cancelled or stopped', async () => {
    const trace = await runEngine({ handlers: [['fine', () => undefined]], publish: [['fine']] })
    const stop = { event: null, site: null, message: 'why' }
    const ended = (reason: 'interrupted' | 'stuck'): Parameters<typeof runOutcome>[0] => ({
      ...trace,
      end: { ...trace.end, stopped: { ...stop, reason } },
    })
    assert.deepEqual(runOutcome(ended('interrupted')), { text: 'cancelled · 1 handled', end: 'open' })
    assert.deepEqual(runOutcome(ended('stuck')), { text: 'stopped · 1 handled', end: 'failed' })
  })

  it('leaves open how a run ends whose failures may all be of the simulator', async () => {
    const trace = await runEngine({ handlers: [['mail', () => undefined]], publish: [['mail']] })
    const tallies = trace.tallies.map((tally) => ({ ...tally, state: 'unknown' as const }))
    assert.deepEqual(runOutcome({ ...trace, tallies }), { text: '1 unknown', end: 'open' })
  })
})
