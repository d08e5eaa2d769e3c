import assert from 'node:assert/strict'
import { unmetExpectations } from '../../../src/report/unmetExpectations'
import { runEngine } from '../../support/testEngine'

describe('unmetExpectations', () => {
  it('is empty when all counts hold, and says what was expected and found where one does not', async () => {
    const trace = await runEngine({ handlers: [['a', () => 0]], publish: [['a'], ['a'], ['nobody']] })
    assert.deepEqual(unmetExpectations(trace, { handled: 2, dropped: 0, ignored: 1, events: { a: { published: 2, handled: 2 } } }), [])
    assert.deepEqual(unmetExpectations(trace, { dropped: 1, events: { a: { handled: 3 }, b: { published: 1 } } }), [
      'Expected dropped to be 1, found 0.',
      'Expected handled of "a" to be 3, found 2.',
      'Expected published of "b" to be 1, found 0.',
    ])
  })

  it('counts what is unknown or pending, too', async () => {
    const trace = await runEngine({
      handlers: [['a', () => Promise.reject(new Error('down'))]],
      publish: [['a']],
      scenario: { untilMs: 1000 },
    })
    assert.deepEqual(unmetExpectations(trace, { pending: 1, unknown: 0, events: { a: { published: 1, pending: 1, unknown: 0 } } }), [])
    assert.deepEqual(unmetExpectations(trace, { pending: 0, unknown: 1, events: { a: { pending: 0, unknown: 2 } } }), [
      'Expected unknown to be 1, found 0.',
      'Expected pending to be 0, found 1.',
      'Expected unknown of "a" to be 2, found 0.',
      'Expected pending of "a" to be 0, found 1.',
    ])
  })
})
