import assert from 'node:assert/strict'
import { readOffer } from '../../../../src/host/run/readOffer'

describe('the argument of the simulate command', () => {
  it('is nothing without the name of an event', () => {
    for (const argument of [undefined, null, 'order.placed', {}, { event: '' }, { event: 1 }]) assert.equal(readOffer(argument), null)
  })

  it('keeps what has the right type and drops the rest', () => {
    assert.deepEqual(readOffer({ event: 'a', folder: 1, afterMs: '1 day', bodySample: () => 1, extra: true }), { event: 'a' })
    const whole = { event: 'a', folder: 'file:///shop', afterMs: 300_000, bodySample: { id: null }, body: 0 }
    assert.deepEqual(readOffer(whole), whole)
  })

  it('takes a body only if JSON can hold it', () => {
    assert.deepEqual(readOffer({ event: 'a', body: { list: [NaN] } }), { event: 'a' })
    assert.deepEqual(readOffer({ event: 'a', body: { list: [1, null] } }), { event: 'a', body: { list: [1, null] } })
  })
})
