import assert from 'node:assert/strict'
import { attemptColumnNames } from '../../../src/model/trace'
import { decodeTrace, encodeTrace, type TraceFile } from '../../../src/timeline/traceFile'
import { runEngine } from '../../support/testEngine'

describe('A trace as a file', () => {
  it('comes back as it was, through JSON', async () => {
    const trace = await runEngine({ handlers: [['a', () => Promise.reject(new Error('no'))]], publish: [['a', { 'ä"<': [1, null] }]] })
    const back = decodeTrace(JSON.parse(JSON.stringify(encodeTrace(trace))) as TraceFile)
    assert.equal(back.attempts.length, 3361)
    for (const name of attemptColumnNames) assert.deepEqual(back.attempts[name], trace.attempts[name].slice(0, 3361), name)
    assert.deepEqual({ ...back, attempts: null }, { ...trace, attempts: null })
  })

  it('holds the rows that count alone, not the room to grow', async () => {
    const trace = await runEngine({ handlers: [['a', () => undefined]], publish: [['a']] })
    const grown = { ...trace.attempts, delivery: Uint8Array.of(1, 0, 0) }
    assert.equal(decodeTrace(encodeTrace({ ...trace, attempts: grown })).attempts.delivery.length, 1)
  })
})
