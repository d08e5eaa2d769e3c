import assert from 'node:assert/strict'
import { unmetNames } from '../../../src/report/unmetNames'
import { runEngine } from '../../support/testEngine'

describe('unmetNames', () => {
  it('tells of each expected event that was neither published nor has a handler, with the one that is near', async () => {
    const trace = await runEngine({
      handlers: [
        ['order.paid', () => 0],
        ['quiet', () => 0],
      ],
      publish: [['order.paid'], ['nobody']],
    })
    const events = { 'order.payed': { dropped: 0 }, other: { published: 0 }, 'order.paid': {}, quiet: { published: 0 }, nobody: {} }
    assert.deepEqual(unmetNames(trace, { events }), [
      'The scenario expects something of "order.payed", which nothing published and nobody handles in this run. Did you mean "order.paid"?',
      'The scenario expects something of "other", which nothing published and nobody handles in this run.',
    ])
    assert.deepEqual(unmetNames(trace, {}), [])
  })
})
